import type {OperationInput} from '../api/build-request.js';
import {type Field, fieldsOf} from '../api/field-list.js';
import type {AnyOperation} from '../api/operation.js';

/** Whether an input names teams or addresses: nobody knows how many people are behind them. */
export const namesGroups = (operation: AnyOperation, input: OperationInput): boolean =>
  isGiven(operation, input, ({pick}) => pick === 'team' || pick === 'addresses');

/** Whether an input names teams, addresses or files, which reach nobody knows how many. */
export const isUncounted = (operation: AnyOperation, input: OperationInput): boolean =>
  namesGroups(operation, input) || isGiven(operation, input, ({kind}) => kind === 'file');

function isGiven(operation: AnyOperation, {body}: OperationInput, isMeant: (field: Field) => boolean): boolean {
  return fieldsOf(operation.body)
    .filter(isMeant)
    .some(({name}) => {
      const value = (body as Record<string, unknown> | undefined)?.[name];
      return Array.isArray(value) ? value.length > 0 : value !== undefined;
    });
}

type Asked = {readonly operation: AnyOperation; readonly input: OperationInput};

/**
 * How many are hit by requests; null where nobody can say: where they name teams, addresses or files, or are dangerous without
 * a number of targets. Any other that names no targets hits one; what only asks hits none.
 */
export function reachOf(steps: readonly Asked[]): number | null {
  let all = 0;
  for (const {operation, input} of steps) {
    if (operation.class === 'read') continue;
    if (isUncounted(operation, input)) return null;
    const count = operation.targets?.(input) ?? (operation.class === 'dangerous' ? null : 1);
    if (count === null) return null;
    all += count;
  }
  return all;
}
