import {appendFileSync, existsSync, mkdirSync, readFileSync} from 'node:fs';
import {dirname} from 'node:path';
import type {LifeRecord} from './life-record.js';

/** Lives that are over, kept in a file of JSON lines so that an interrupted campaign goes on where it was. */
export type Progress = {readonly done: readonly LifeRecord[]; readonly add: (record: LifeRecord) => void};

/** What an earlier run with the same seed has left at `path`; null keeps nothing. Half a last line is left out. */
export function openProgress(path: string | null, seed: number): Progress {
  const done: LifeRecord[] = [];
  if (path !== null && existsSync(path)) {
    const text = readFileSync(path, 'utf8');
    for (const line of text.split('\n').filter(one => one.endsWith('}'))) {
      const record = JSON.parse(line) as LifeRecord;
      if (record.seed === seed) done.push(record);
    }
    if (text !== '' && !text.endsWith('\n')) appendFileSync(path, '\n');
  }
  return {
    done,
    add: record => {
      done.push(record);
      if (path === null) return;
      mkdirSync(dirname(path), {recursive: true});
      appendFileSync(path, `${JSON.stringify(record)}\n`);
    },
  };
}

/** How many faults these lives have had. */
export const faultsIn = (records: readonly LifeRecord[]): number =>
  records.reduce((sum, {faults}) => sum + Object.values(faults).reduce((all, one) => all + one, 0), 0);
