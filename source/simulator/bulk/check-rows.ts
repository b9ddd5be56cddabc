import {z} from 'zod';
import {ROLES} from '../floor/roles.js';
import type {BulkRow, SchemeError} from './bulk-job.js';

/** Largest number of chats at the same time that a user may be given. */
export const LARGEST_CHAT_LIMIT = 30;
/** Users in one file. */
const MOST_ROWS = 20_000;
/** More errors than this are not listed: the file is another kind of file. */
const MOST_ERRORS = 1000;

/** What a file turned out to hold: rows, or what is wrong with it. */
export type CheckedFile = {readonly rows: readonly BulkRow[]; readonly errors: readonly SchemeError[]};

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';
const isEmail = (value: unknown): value is string => z.email().safeParse(value).success;

/** Checks an uploaded file against the template's rules. `teams`: names of the tenant's teams. */
export function checkFile(json: unknown, teams: ReadonlySet<string>): CheckedFile {
  if (!Array.isArray(json)) return fileError('The file must hold a JSON array of users');
  if (json.length === 0) return fileError('The file holds no users');
  if (json.length > MOST_ROWS) return fileError(`The file may hold at most ${MOST_ROWS} users`);
  const errors: SchemeError[] = [];
  const seen = new Set<string>();
  const rows = (json as readonly unknown[]).flatMap((value, index) => {
    const check = new RowCheck(value, index + 1, errors);
    const row = check.read(teams, seen);
    return row === undefined ? [] : [row];
  });
  return {rows: errors.length > 0 ? [] : rows, errors: errors.slice(0, MOST_ERRORS)};
}

const fileError = (message: string): CheckedFile => ({rows: [], errors: [{message, column: '', row: 0}]});

/** One row under examination; what is wrong goes to `errors`. */
class RowCheck {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #row: number;
  readonly #errors: SchemeError[];

  constructor(value: unknown, row: number, errors: SchemeError[]) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.#value = isObject ? (value as Record<string, unknown>) : {};
    this.#row = row;
    this.#errors = errors;
  }

  read(teams: ReadonlySet<string>, seen: Set<string>): BulkRow | undefined {
    const before = this.#errors.length;
    const row: BulkRow = {
      row: this.#row,
      email: this.#address('email', seen) ?? '',
      newEmail: this.#address('new_email', seen),
      agentNumber: this.#text('agent_number'),
      firstName: this.#needed('first_name'),
      lastName: this.#needed('last_name'),
      status: this.#status(),
      location: this.#value['location'] === null ? null : this.#text('location'),
      chatLimit: this.#chatLimit(),
      chatLimitEnabled: this.#bit('max_chat_limit_enabled', this.#value['max_chat_limit_enabled']),
      roles: this.#names('roles', new Set(ROLES)),
      teams: this.#names('teams', teams),
    };
    return this.#errors.length === before ? row : undefined;
  }

  #fail(column: string, message: string): undefined {
    this.#errors.push({message, column, row: this.#row});
  }

  #text(column: string): string | undefined {
    const value = this.#value[column];
    if (isEmpty(value)) return undefined;
    return typeof value === 'string' ? value : this.#fail(column, `${column} must be text`);
  }

  #needed(column: string): string {
    if (isEmpty(this.#value[column])) this.#fail(column, `${column} is required`);
    return this.#text(column) ?? '';
  }

  #address(column: 'email' | 'new_email', seen: Set<string>): string | undefined {
    const value = this.#value[column];
    if (isEmpty(value)) return column === 'email' ? this.#fail(column, 'email is required') : undefined;
    if (!isEmail(value)) return this.#fail(column, `${column} is invalid`);
    const address = value.toLowerCase();
    if (seen.has(address)) return this.#fail(column, `${column} is not unique in the file`);
    seen.add(address);
    return address;
  }

  #status(): BulkRow['status'] {
    const value = this.#value['status'];
    if (isEmpty(value)) return undefined;
    if (value === 'Active' || value === 'Inactive') return value;
    return this.#fail('status', 'status must be Active, Inactive or empty');
  }

  #chatLimit(): number | undefined {
    const value = this.#value['max_chat_limit'];
    if (isEmpty(value)) return undefined;
    const limit = Number(value);
    if (Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_CHAT_LIMIT) return limit;
    return this.#fail('max_chat_limit', `max_chat_limit must be from 1 to ${LARGEST_CHAT_LIMIT}, or empty`);
  }

  #bit(column: string, value: unknown): boolean | undefined {
    if (isEmpty(value)) return undefined;
    if (value === 0 || value === '0') return false;
    if (value === 1 || value === '1') return true;
    return this.#fail(column, `${column} must be 0, 1 or empty`);
  }

  #names(column: 'roles' | 'teams', known: ReadonlySet<string>): ReadonlyMap<string, boolean> {
    const list = this.#value[column];
    const names = new Map<string, boolean>();
    if (isEmpty(list)) return names;
    if (!Array.isArray(list)) {
      this.#fail(column, `${column} must be a list of {name, value}`);
      return names;
    }
    for (const entry of list as readonly unknown[]) {
      const {name, value} = (entry ?? {}) as {readonly name?: unknown; readonly value?: unknown};
      if (typeof name !== 'string' || !known.has(name)) {
        this.#fail(column, `${column}: ${typeof name === 'string' ? `'${name}'` : 'a name'} does not exist`);
        continue;
      }
      const bit = this.#bit(column, value);
      if (bit !== undefined) names.set(name, bit);
    }
    return names;
  }
}
