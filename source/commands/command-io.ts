import type {Clock} from '../lib/clock.js';
import type {KnownSecrets} from '../lib/known-secrets.js';
import type {Environment} from '../settings/directories.js';

/** The signals that end a command. */
export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** Where a command writes: `process.stdout`, `process.stderr`, or a stand-in. */
export type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly writableNeedDrain?: boolean;
};

/** Everything outside itself that a command touches, so that it can be run without a process of its own. */
export type CommandIo = {
  readonly stdin: NodeJS.ReadableStream & {readonly isTTY?: boolean; readonly setRawMode?: (isOn: boolean) => unknown};
  /** Data only. */
  readonly stdout: OutputStream;
  /** For people: errors, progress, notes. */
  readonly stderr: OutputStream;
  /** Calls `listener` for each signal; returns the way to stop that. */
  readonly onSignal: (listener: (signal: EndSignal) => void) => () => void;
  readonly environment: Environment;
  readonly home: string;
  readonly cwd: string;
  /** The user's id; undefined where the system has none. */
  readonly uid: number | undefined;
  readonly clock: Clock;
  /** Learns of every secret that is read. */
  readonly secrets: KnownSecrets;
  /** Numbers in [0, 1). */
  readonly random: () => number;
};
