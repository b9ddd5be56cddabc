import {SecondPerson} from '../actions/second-person.js';
import {accountName} from '../approvals/account-name.js';
import {ApprovalDesk} from '../approvals/approval-desk.js';
import {auditWho} from '../audit/audit-who.js';
import type {Clock} from '../lib/clock.js';
import type {Masker} from '../privacy/masker.js';
import type {Environment} from '../settings/directories.js';
import type {Settings} from '../settings/settings.js';
import {userName} from './user-name.js';

/** The rule of the profile that a second person must agree, for whoever runs this process; null where it has none. */
export function secondPersonOf(
  {secondPerson, tenant}: Pick<Settings, 'secondPerson' | 'tenant'>,
  {
    environment,
    uid,
    clock,
  }: {readonly environment: Environment; readonly uid: number | undefined; readonly clock: Clock},
  masker: Masker | null,
): SecondPerson | null {
  if (!secondPerson) return null;
  const {user, ssh} = auditWho({user: userName(uid), process: {pid: 0}, environment});
  const desk = new ApprovalDesk({directory: secondPerson.directory, uid, clock, nameOf: accountName});
  return new SecondPerson({
    desk,
    above: secondPerson.above,
    tenant,
    who: {user, ssh},
    ...(masker ? {mask: text => masker.text(text)} : {}),
  });
}
