import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {runCall} from '../../../source/commands/call/call.js';
import {errorWords} from '../../../source/commands/error-words.js';
import {exitCodeOf} from '../../../source/commands/exit-code.js';
import {parseArguments} from '../../../source/settings/parse-arguments.js';
import {namingArguments} from '../own-tenant.js';
import {type TestIo, testIo} from '../test-io.js';

/** A folder of its own for one test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-call-'));
  onTestFinished(() => rmSync(folder, {recursive: true}));
  return folder;
}

/** A file in a folder; returns its path. */
export function fileIn(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export type CallRun = {readonly code: Promise<number>; readonly io: TestIo};

/** Runs `floorwalker call …` against a tenant as the program does; a failure is told on stderr, with its exit code. */
export function startCall(
  tenant: {readonly baseUrl: string; readonly subdomain: string; readonly token?: string},
  line: readonly string[],
  options: {
    readonly isTTY?: boolean;
    readonly input?: string;
    readonly state?: string;
    readonly uid?: number;
    /** Path of a settings file. */
    readonly config?: string;
  } = {},
): CallRun {
  const io = testIo({
    ...options,
    environment: {
      FLOORWALKER_TOKEN: tenant.token ?? 'any',
      XDG_STATE_HOME: options.state ?? testFolder(),
      ...(options.config === undefined ? {} : {FLOORWALKER_CONFIG: options.config}),
    },
  });
  const run = async () => {
    try {
      const parsed = parseArguments(['call', ...line, ...namingArguments(tenant)], import.meta);
      if (parsed.kind !== 'run') throw new Error('no run');
      return await runCall(parsed.word ?? '', parsed.flags, io);
    } catch (error) {
      io.stderr.write(errorWords(error));
      return exitCodeOf(error);
    }
  };
  return {code: run(), io};
}

/** The same to its end. */
export async function call(...args: Parameters<typeof startCall>) {
  const {code, io} = startCall(...args);
  return {code: await code, out: io.out.text, err: io.err.text};
}
