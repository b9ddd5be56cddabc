import type {EventEmitter} from 'node:events';

/** The part of `process` that a terminal session needs: signals and crashes in, stop and exit out. */
export type SessionHost = Pick<EventEmitter, 'on' | 'off'> & {
  readonly pid: number;
  readonly kill: (pid: number, signal: NodeJS.Signals) => unknown;
  readonly exit: (code: number) => unknown;
  readonly env: Readonly<Record<string, string | undefined>>;
};
