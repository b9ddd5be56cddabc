import type {OperationInput} from '../api/build-request.js';
import type {Answer} from '../api/client.js';
import type {AnyOperation} from '../api/operation.js';
import type {WatchRef} from '../picture/watch-list.js';

const ID = /\/jobs\/(\d{1,15})(?:[>?/\s]|$)/;

/**
 * The job that an answer has started, if the operation starts one: its id in the body, else at the end of an address in
 * the Location or Link header. Null when the answer tells none.
 */
export function jobOfAnswer(operation: AnyOperation, input: OperationInput, answer: Answer<unknown>): WatchRef | null {
  if (operation.starts === null) return null;
  const data = answer.data as {readonly id?: unknown} | readonly unknown[] | null | undefined;
  const told = typeof data === 'object' && data !== null && 'id' in data ? data.id : undefined;
  const id =
    typeof told === 'number' ? told : Number(ID.exec(`${answer.header('location')} ${answer.header('link')}`)?.[1]);
  if (!Number.isSafeInteger(id) || id < 1) return null;
  const campaign = operation.starts === 'campaign-import' ? input.params?.['campaign_id'] : null;
  return {kind: operation.starts, id, parent: typeof campaign === 'number' ? campaign : null};
}
