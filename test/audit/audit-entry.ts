import {randomUUID} from 'node:crypto';
import type {AuditEntry} from '../../source/audit/audit-record.js';

/** A line about a logout of one agent. */
export const auditEntry = (part: Partial<AuditEntry> = {}): AuditEntry => ({
  event: 'prepared',
  actionId: randomUUID(),
  operation: 'forceLogoutAgents',
  targets: [{kind: 'agent', id: 731, name: 'Ada\nLovelace'}],
  request: {method: 'POST', path: '/agent_statuses/force_logout', query: {}, body: {agent_ids: [731]}},
  outcome: null,
  ...part,
});
