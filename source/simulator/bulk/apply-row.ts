import {LOCATIONS} from '../floor/addresses.js';
import type {Floor} from '../floor/floor.js';
import type {FloorAgent} from '../floor/floor-agent.js';
import type {BulkRow, UpdateError} from './bulk-job.js';

/** What came of a row: whether the user was changed or made, and what was left out. */
export type AppliedRow = {readonly isDone: boolean; readonly errors: readonly UpdateError[]};

/** Changes the user that a row names, or adds one. `byEmail` is kept up to date. */
export function applyRow(floor: Floor, byEmail: Map<string, FloorAgent>, row: BulkRow): AppliedRow {
  const fail = (column: string, message: string): AppliedRow => ({
    isDone: false,
    errors: [{message, column, row: row.row, error_type: 'error'}],
  });
  if (row.newEmail !== undefined && byEmail.has(row.newEmail)) return fail('new_email', 'new_email is already taken');
  const known = byEmail.get(row.email);
  if (known === undefined && row.newEmail !== undefined) return fail('email', 'email belongs to no user');
  const agent = known ?? floor.staff.hire(row, []);
  if (agent === undefined) return fail('email', 'the tenant has no licence left for another user');

  byEmail.delete(agent.email);
  agent.email = row.newEmail ?? row.email;
  byEmail.set(agent.email, agent);
  agent.firstName = row.firstName;
  agent.lastName = row.lastName;
  if (row.agentNumber !== undefined) agent.agentNumber = row.agentNumber;
  if (row.chatLimit !== undefined) agent.chatLimit = row.chatLimit;
  if (row.chatLimitEnabled !== undefined) agent.chatLimitEnabled = row.chatLimitEnabled;
  agent.roles = chosen(agent.roles, row.roles);
  const teamNames = new Set(
    chosen(
      agent.teams.map(({name}) => name),
      row.teams,
    ),
  );
  agent.teams = floor.teams.filter(({name}) => teamNames.has(name));
  if (row.status === 'Inactive') floor.staff.deactivate(agent);
  if (row.status === 'Active') floor.staff.reactivate(agent);
  return {isDone: true, errors: moveTo(agent, row)};
}

/** The names held, with those given added and those taken away left out. */
function chosen(held: readonly string[], changes: ReadonlyMap<string, boolean>): readonly string[] {
  const given = [...changes].filter(([name, isGiven]) => isGiven && !held.includes(name)).map(([name]) => name);
  return [...held.filter(name => changes.get(name) !== false), ...given];
}

function moveTo(agent: FloorAgent, {location, row}: BulkRow): readonly UpdateError[] {
  if (location === undefined) return [];
  const known = location === null ? null : LOCATIONS.find(name => name.toLowerCase() === location.toLowerCase());
  if (known === undefined) {
    return [{message: 'location does not exist', column: 'location', row, error_type: 'warning'}];
  }
  agent.location = known;
  return [];
}
