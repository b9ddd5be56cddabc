import type {SessionEnd} from './session-end.js';
import type {SessionHost} from './session-host.js';

type Streams = {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
};

/**
 * Calls `onEnd` for every signal, stream event and uncaught error that has to end a terminal session, as often as they
 * come. The returned function stops watching; errors of the streams stay without consequence even then, because a
 * terminal that is gone goes on failing.
 */
export const watchWaysOut = (host: SessionHost, streams: Streams, onEnd: (end: SessionEnd) => void): (() => void) => {
  const lost = (): void => onEnd({reason: 'lost', code: 129});
  const crashed = (error: unknown): void => onEnd({reason: 'crashed', code: 1, error});
  const {stdin, stdout, stderr} = streams;
  const hostListeners: readonly (readonly [string, (error: unknown) => void])[] = [
    ['SIGHUP', lost],
    ['SIGTERM', () => onEnd({reason: 'terminated', code: 143})],
    ['SIGINT', () => onEnd({reason: 'interrupted', code: 0})],
    ['uncaughtException', crashed],
    ['unhandledRejection', crashed],
  ];
  const streamListeners: readonly (readonly [NodeJS.EventEmitter, string])[] = [
    [stdin, 'end'],
    [stdin, 'close'],
    [stdin, 'error'],
    [stdout, 'close'],
    [stdout, 'error'],
  ];

  // Without a listener a failing stderr (the same dead terminal) would throw.
  stderr.on('error', () => {});
  for (const [event, listener] of hostListeners) {
    host.on(event, listener);
  }

  for (const [stream, event] of streamListeners) {
    stream.on(event, lost);
  }

  return () => {
    for (const [event, listener] of hostListeners) {
      host.off(event, listener);
    }

    for (const [stream, event] of streamListeners) {
      stream.off(event, lost);
      if (event === 'error') {
        stream.on(event, () => {});
      }
    }
  };
};
