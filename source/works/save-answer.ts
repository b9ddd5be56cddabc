import type {OperationInput} from '../api/build-request.js';
import {PROGRESS_STEP_MS, progressWords} from '../lib/progress-words.js';
import {askRead} from './operation-by-name.js';
import type {WorkDesk} from './work-desk.js';
import type {WorkTools} from './work-tools.js';

/**
 * Writes the file that an operation answers with to `path`, whole or not at all, and shows how far it has come; `onDone`
 * gets its size in bytes.
 */
export function saveAnswer<S extends object>(
  tools: WorkTools,
  desk: WorkDesk<S>,
  name: string,
  input: OperationInput,
  path: string,
  onDone: (bytes: number) => void,
): Promise<void> {
  return desk.during(`Downloading to ${path}`, async signal => {
    const {clock} = tools.session;
    const startedAt = clock.now();
    let shownAt = startedAt;
    const file = await tools.openFile(path, progress => {
      const now = clock.now();
      if (now - shownAt < PROGRESS_STEP_MS) return;
      shownAt = now;
      desk.progress(`Downloading to ${path}: ${progressWords(progress, now - startedAt)}`);
    });
    try {
      await askRead(tools, name, input, {signal, sink: file});
      onDone(await file.commit());
    } finally {
      await file.discard();
    }
  });
}
