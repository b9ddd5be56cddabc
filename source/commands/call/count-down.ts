import {type Stamp, stampOf} from '../../lib/clock.js';
import {InterruptedError} from '../ask-line.js';
import type {CommandIo} from '../command-io.js';

const SECOND_MS = 1000;
const CTRL_C = '\u0003';
/** Nobody answers so fast, ms: what comes within was typed before. */
const TYPED_BEFORE_MS = 100;

/**
 * Counts down on stderr, on a terminal, before something dangerous is sent: any key cancels. Resolves to when it began, or to
 * null where it was cancelled, by a key, by the end of input or by `signal`. Rejects with InterruptedError on Ctrl-C.
 */
export async function countDown(
  ms: number,
  {stdin, stderr, clock}: Pick<CommandIo, 'stdin' | 'stderr' | 'clock'>,
  signal: AbortSignal,
): Promise<Stamp | null> {
  const over = new AbortController();
  const from = stampOf(clock);
  let isInterrupted = false;
  const cancel = (): void => over.abort();
  const onData = (data: Buffer | string): void => {
    isInterrupted = String(data).includes(CTRL_C);
    if (isInterrupted || clock.now() - from.mono >= TYPED_BEFORE_MS) cancel();
  };
  if (signal.aborted) return null;
  const setMode = (isRaw: boolean): void => {
    try {
      stdin.setRawMode?.(isRaw);
    } catch {
      // The terminal is gone, and its modes with it.
    }
  };
  // Without it a terminal gives nothing before Enter.
  setMode(true);
  stdin.on('data', onData).on('end', cancel).on('close', cancel);
  signal.addEventListener('abort', cancel, {once: true});
  stdin.resume();
  try {
    for (let left = ms; left > 0 && !over.signal.aborted; left = from.mono + ms - clock.now()) {
      stderr.write(`\rSending in ${Math.ceil(left / SECOND_MS)} s; any key cancels. `);
      await clock.sleep(left % SECOND_MS || SECOND_MS, over.signal).catch(() => {});
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    stdin.off('data', onData).off('end', cancel).off('close', cancel);
    stdin.pause();
    setMode(false);
    stderr.write('\n');
  }
  if (isInterrupted) throw new InterruptedError('Interrupted: nothing was sent.');
  return over.signal.aborted ? null : from;
}
