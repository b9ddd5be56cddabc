import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';

/** A moment of a life: heap (bytes, after a collection) and what had been done by then. */
export type Point = {
  /** Ms since the start of this life. */
  readonly at: number;
  readonly heap: number;
  readonly rss: number;
  readonly resources: number;
  readonly frames: number;
  readonly requests: number;
};

/** What is kept between runs with the same seed; a life per process that was observed. */
export type SoakState = {
  readonly seed: number;
  readonly lives: readonly (readonly Point[])[];
  readonly counts: Readonly<Record<string, number>>;
};

/** The state of an earlier run, or an empty one. */
export async function loadSoak(path: string, seed: number): Promise<SoakState> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as SoakState;
  } catch {
    return {seed, lives: [], counts: {}};
  }
}

export async function saveSoak(path: string, state: SoakState): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  await writeFile(`${path}.new`, JSON.stringify(state));
  await rename(`${path}.new`, path);
}
