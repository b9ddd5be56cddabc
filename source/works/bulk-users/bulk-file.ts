import {
  type ArrayNode,
  type ElementNode,
  evaluate,
  type MemberNode,
  type ObjectNode,
  parse,
  type ValueNode,
} from '@humanwhocodes/momoa';
import {email} from '../../api/fields.js';

/** Something wrong in a file of users; lines and columns count from 1, `row` too. */
export type BulkFault = {
  readonly line: number;
  readonly column: number;
  /** The user it is about; 0 for the file as a whole. */
  readonly row: number;
  readonly field: string;
  readonly problem: string;
};

/** A file of users that was looked at. */
export type CheckedBulkFile = {
  readonly rows: number;
  readonly faults: readonly BulkFault[];
  /** Line of a user's field, or of the user; null for what is not in the file. */
  readonly lineOf: (row: number, field: string) => number | null;
};

/** What is known of the tenant for the check; empty where nothing is. */
export type KnownNames = {readonly roles: ReadonlySet<string>; readonly teams: ReadonlySet<string>};

/** Faults beyond this are not listed: the file is another kind of file. */
const MOST_FAULTS = 1000;
const FIELDS = new Set([
  'email',
  'new_email',
  'agent_number',
  'first_name',
  'last_name',
  'status',
  'location',
  'max_chat_limit',
  'max_chat_limit_enabled',
  'roles',
  'teams',
]);

/**
 * Checks a file of users as the tenant will: a JSON array; email, first_name and last_name there; addresses valid, each
 * once; status Active, Inactive or empty; the chat limit from 1 or empty; switches, roles and teams 0, 1 or empty
 * (rules of "Bulk user management" of the Apps API). The ceiling of the chat limit and the locations are the tenant's.
 */
export function checkBulkFile(text: string, known: KnownNames): CheckedBulkFile {
  let root: ValueNode;
  try {
    root = parse(text.replace(/^\uFEFF/, ''), {mode: 'json'}).body;
  } catch (error) {
    const {message, line = 1, column = 1} = error as {message: string; line?: number; column?: number};
    const problem = `is no JSON: ${message.replace(/\s*\(\d+:\d+\)\s*$/, '')}`;
    return {rows: 0, faults: [{line, column, row: 0, field: '', problem}], lineOf: () => null};
  }
  if (root.type !== 'Array' || root.elements.length === 0) {
    const problem = root.type === 'Array' ? 'holds no users' : 'must hold a JSON array of users';
    return {rows: 0, faults: [faultAt(root, 0, '', problem)], lineOf: () => null};
  }
  const elements = root.elements;
  return {
    rows: elements.length,
    faults: faultsOf(root, known),
    lineOf: (row, field) => lineOf(elements[row - 1], field),
  };
}

const faultAt = (node: ValueNode | MemberNode, row: number, field: string, problem: string): BulkFault => ({
  line: node.loc.start.line,
  column: node.loc.start.column,
  row,
  field,
  problem,
});

function faultsOf({elements}: ArrayNode, known: KnownNames): readonly BulkFault[] {
  const faults: BulkFault[] = [];
  const seen = new Map<string, number>();
  for (const [index, {value}] of elements.entries()) {
    if (faults.length >= MOST_FAULTS) break;
    if (value.type === 'Object') faults.push(...userFaults(value, index + 1, seen, known));
    else faults.push(faultAt(value, index + 1, '', 'must be a user: an object in braces'));
  }
  return faults.slice(0, MOST_FAULTS);
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';
const isBit = (value: unknown): boolean => isEmpty(value) || [0, 1, '0', '1'].includes(value as string | number);

/** What each field may hold; the answer continues a sentence that begins with the field. */
const RULES: Readonly<Record<string, (value: unknown) => string | null>> = {
  status: value =>
    isEmpty(value) || value === 'Active' || value === 'Inactive' ? null : 'takes Active, Inactive or nothing',
  max_chat_limit: value =>
    isEmpty(value) || (/^[1-9]\d{0,5}$/.test(String(value)) && typeof value !== 'object')
      ? null
      : 'takes a whole number from 1, or nothing',
  max_chat_limit_enabled: value => (isBit(value) ? null : 'takes 0, 1 or nothing'),
  location: value => (value === null || value === undefined || typeof value === 'string' ? null : 'takes text or null'),
  agent_number: value => (isEmpty(value) || typeof value === 'string' ? null : 'takes text'),
};

function userFaults(user: ObjectNode, row: number, seen: Map<string, number>, known: KnownNames): readonly BulkFault[] {
  const members = new Map(user.members.map(member => [nameOf(member), member]));
  const at = (field: string, problem: string): BulkFault =>
    faultAt(members.get(field)?.value ?? user, row, field, problem);
  const held = (field: string): unknown => {
    const member = members.get(field);
    return member && evaluate(member.value);
  };
  const faults: BulkFault[] = [];
  for (const field of ['email', 'first_name', 'last_name']) {
    if (isEmpty(held(field))) faults.push(at(field, 'is missing'));
    else if (typeof held(field) !== 'string') faults.push(at(field, 'takes text'));
  }
  for (const field of ['email', 'new_email']) {
    const value = held(field);
    if (isEmpty(value)) continue;
    if (!email('').safeParse(value).success) faults.push(at(field, 'is no e-mail address'));
    else {
      const address = String(value).toLowerCase();
      const before = seen.get(address);
      if (before === undefined) seen.set(address, row);
      else faults.push(at(field, `stands in the file already, at user ${before}`));
    }
  }
  for (const [field, rule] of Object.entries(RULES)) {
    const problem = members.has(field) ? rule(held(field)) : null;
    if (problem) faults.push(at(field, problem));
  }
  for (const [field, names] of [
    ['roles', known.roles],
    ['teams', known.teams],
  ] as const) {
    const value = members.get(field)?.value;
    if (value) faults.push(...switchFaults(value, row, field, names));
  }
  for (const [name, member] of members) {
    if (!FIELDS.has(name)) faults.push(faultAt(member, row, name, 'is no field of the template'));
  }
  return faults;
}

/** Roles and teams: rows of a name and whether it is given. */
function switchFaults(value: ValueNode, row: number, field: string, names: ReadonlySet<string>): readonly BulkFault[] {
  if (value.type === 'Null' || (value.type === 'String' && value.value === '')) return [];
  if (value.type !== 'Array') return [faultAt(value, row, field, 'takes a list of {"name", "value"}')];
  return value.elements.flatMap(({value: one}) => {
    const {name, value: given} = (evaluate(one) ?? {}) as {readonly name?: unknown; readonly value?: unknown};
    if (typeof name !== 'string' || name === '') return [faultAt(one, row, field, 'has an entry without a name')];
    if (!isBit(given)) return [faultAt(one, row, `${field} ${name}`, 'takes 0, 1 or nothing')];
    if (names.size > 0 && !names.has(name)) return [faultAt(one, row, field, `has no ${name} at this tenant`)];
    return [];
  });
}

const nameOf = ({name}: MemberNode): string => (name.type === 'String' ? name.value : name.name);

function lineOf(element: ElementNode | undefined, field: string): number | null {
  if (!element) return null;
  const {value} = element;
  const member = value.type === 'Object' ? value.members.find(one => nameOf(one) === field) : undefined;
  return (member ?? value).loc.start.line;
}
