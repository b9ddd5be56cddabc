import {createInterface} from 'node:readline/promises';
import type {CommandIo} from './command-io.js';

/** Ctrl-C was pressed while something was asked. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/**
 * Asks questions on a terminal, on stderr, one after the other; each resolves to the line that was typed, or to null when
 * input ended (Ctrl-D). Rejects with InterruptedError on Ctrl-C.
 */
export async function askLines<T>(
  {stdin, stderr}: Pick<CommandIo, 'stdin' | 'stderr'>,
  signal: AbortSignal,
  use: (ask: (question: string) => Promise<string | null>) => Promise<T>,
): Promise<T> {
  const terminal = createInterface({input: stdin, output: stderr});
  const over = new AbortController();
  let isInterrupted = false;
  terminal.on('SIGINT', () => {
    isInterrupted = true;
    over.abort();
  });
  terminal.on('close', () => over.abort());
  signal.addEventListener('abort', () => over.abort(), {once: true});
  if (signal.aborted) over.abort();
  const ask = async (question: string): Promise<string | null> => {
    try {
      return await terminal.question(question, {signal: over.signal});
    } catch (error) {
      if (!(error instanceof Error && error.name === 'AbortError')) throw error;
      stderr.write('\n');
      if (isInterrupted) throw new InterruptedError('Interrupted: nothing was sent.');
      return null;
    }
  };
  try {
    return await use(ask);
  } finally {
    terminal.close();
  }
}
