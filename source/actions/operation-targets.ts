import {describeBlock} from '../addresses/describe-block.js';
import {parseAddresses} from '../addresses/parse-addresses.js';
import type {OperationInput} from '../api/build-request.js';
import {fieldsOf} from '../api/field-list.js';
import type {Pick as Picked} from '../api/field-meta.js';
import type {AnyOperation} from '../api/operation.js';
import {safeText} from '../terminal/safe-text.js';
import type {ActionContext} from './action-context.js';
import type {Target} from './prepared-action.js';

/** What an input acts on, by the ids in it, in the order of its fields; with names where they are known. */
export function operationTargets(
  context: Pick<ActionContext, 'session' | 'teams'>,
  operation: AnyOperation,
  input: OperationInput,
): readonly Target[] {
  const parts = [
    [operation.params, input.params],
    [operation.query, input.query],
    [operation.body, input.body],
  ] as const;
  return parts.flatMap(([schema, part]) =>
    fieldsOf(schema)
      .filter(({name, pick, kind}) => {
        // A status is what is done, not whom it is done to.
        if (pick !== undefined) return pick !== 'status';
        return kind === 'phone' || name === 'id' || name.endsWith('_id');
      })
      .flatMap(field => {
        const values = [valueAt(part, field.name.split('.'))]
          .flat(3)
          .filter(value => value !== undefined && value !== null);
        return values.map(
          (value): Target => ({
            kind: field.pick ?? lastOf(field.name),
            id: safeText(String(value), 60),
            name: knownName(context, field.pick, value),
          }),
        );
      }),
  );
}

/** `phone_number` of `contacts[].phone_number`. */
const lastOf = (name: string): string => name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(']')) + 1) || name;

/** What stands at a field's place, lists on the way taken apart. */
export function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  const isRows = rest.length > 0 && key.endsWith('[]');
  const record = value as Readonly<Record<string, unknown>> | null | undefined;
  const inner = record?.[isRows ? key.slice(0, -2) : key];
  return isRows && Array.isArray(inner) ? inner.map(row => valueAt(row, rest)) : valueAt(inner, rest);
}

/** The name of what an id stands for, empty where nothing is known of it. */
function knownName(
  {session, teams}: Pick<ActionContext, 'session' | 'teams'>,
  pick: Picked | undefined,
  value: unknown,
): string {
  const {picture} = session;
  switch (pick) {
    case 'agent':
      return picture.agents.get(Number(value))?.name ?? '';
    case 'team':
      return teams.get(Number(value)) ?? '';
    case 'queue':
      return [...picture.queues.values()].find(({menuId}) => menuId === Number(value))?.path ?? '';
    case 'addresses':
      return parseAddresses(String(value)).blocks.map(describeBlock).join('; ');
    default:
      return '';
  }
}
