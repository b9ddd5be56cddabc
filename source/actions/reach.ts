import type {OperationInput} from '../api/build-request.js';
import {fieldsOf} from '../api/field-list.js';
import type {AnyOperation} from '../api/operation.js';

/** Whether an input names teams, addresses or files, which reach nobody knows how many. */
export function isUncounted(operation: AnyOperation, {body}: OperationInput): boolean {
  return fieldsOf(operation.body)
    .filter(({pick, kind}) => pick === 'team' || pick === 'addresses' || kind === 'file')
    .some(({name}) => {
      const value = (body as Record<string, unknown> | undefined)?.[name];
      return Array.isArray(value) ? value.length > 0 : value !== undefined;
    });
}

type Asked = {readonly operation: AnyOperation; readonly input: OperationInput};

/** How many are hit by requests; null where nobody can say. One that names no targets hits one, if it is not dangerous. */
export function reachOf(steps: readonly Asked[]): number | null {
  let all = 0;
  for (const {operation, input} of steps) {
    if (operation.class === 'read') continue;
    const count = isUncounted(operation, input) ? null : (operation.targets?.(input) ?? null);
    if (count === null && (operation.class === 'dangerous' || isUncounted(operation, input))) return null;
    all += count ?? 1;
  }
  return all;
}
