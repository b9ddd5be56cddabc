import type {OperationInput} from '../api/build-request.js';
import {operationOf} from './operation-by-name.js';
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
    const tell = (words: string): void => desk.progress(`Downloading to ${path}: ${words}`);
    const {bytes} = await tools.download(operationOf(tools, name), input, path, {signal, tell});
    onDone(bytes);
  });
}
