import type {AnswerSink} from '../api/answer-sink.js';
import type {Answer} from '../api/client.js';
import {FileSink} from '../api/file-sink.js';
import type {Clock} from '../lib/clock.js';
import {PROGRESS_STEP_MS, progressWords} from '../lib/progress-words.js';

/** A file that was downloaded: its size in bytes, and the answer that it came with. */
export type Downloaded = {readonly bytes: number; readonly answer: Answer<unknown>};

/**
 * Writes the answer that `ask` brings to `path`, whole or not at all; `tell` hears now and then how far it has come.
 * Rejects with the error of the disk, or with what `ask` rejects with.
 */
export async function downloadAnswer(
  path: string,
  clock: Clock,
  ask: (sink: AnswerSink) => Promise<Answer<unknown>>,
  tell: (words: string) => void,
): Promise<Downloaded> {
  const startedAt = clock.now();
  let toldAt = startedAt;
  const file = await FileSink.open(path, progress => {
    const now = clock.now();
    if (now - toldAt < PROGRESS_STEP_MS) return;
    toldAt = now;
    tell(progressWords(progress, now - startedAt));
  });
  try {
    const answer = await ask(file);
    return {answer, bytes: await file.commit()};
  } finally {
    await file.discard();
  }
}
