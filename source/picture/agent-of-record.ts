import type {UserRecord} from '../api/operations/users.js';
import {safeText} from '../terminal/safe-text.js';
import {type Agent, UNKNOWN_PRESENCE} from './agent.js';

/** An agent from a user record; what is known of presence stays from `before`. Texts are made safe to show here. */
export function agentOfRecord(record: UserRecord, before: Agent | undefined): Agent {
  const name = [record.first_name, record.last_name].filter(Boolean).join(' ') || record.email || `user ${record.id}`;
  return {
    id: record.id,
    name: safeText(name, 80),
    number: safeText(record.agent_number ?? '', 40),
    email: safeText(record.email ?? '', 120),
    location: safeText(record.location ?? '', 60),
    teams: (record.teams ?? []).map(team => safeText(team.name, 60)),
    roles: (record.roles ?? []).map(role => safeText(role.name, 60)),
    active: !record.deactivated_at,
    presence: before?.presence ?? UNKNOWN_PRESENCE,
    online: before?.online ?? null,
    wrapUp: before?.wrapUp ?? null,
  };
}
