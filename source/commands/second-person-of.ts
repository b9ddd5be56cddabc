import {userInfo} from 'node:os';
import {SecondPerson} from '../actions/second-person.js';
import {ApprovalDesk} from '../approvals/approval-desk.js';
import {auditWho} from '../audit/audit-who.js';
import type {Clock} from '../lib/clock.js';
import type {Environment} from '../settings/directories.js';
import type {Settings} from '../settings/settings.js';

/** The rule of the profile that a second person must agree, for whoever runs this process; null where it has none. */
export function secondPersonOf(
  {secondPerson, tenant}: Pick<Settings, 'secondPerson' | 'tenant'>,
  {
    environment,
    uid,
    clock,
  }: {readonly environment: Environment; readonly uid: number | undefined; readonly clock: Clock},
): SecondPerson | null {
  if (!secondPerson) return null;
  const {user, ssh} = auditWho({user: userInfo().username, pid: 0, environment});
  const desk = new ApprovalDesk({directory: secondPerson.directory, uid, clock});
  return new SecondPerson({desk, above: secondPerson.above, tenant, who: {user, ssh}});
}
