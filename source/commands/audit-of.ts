import {type AuditLog, openAuditLog} from '../audit/audit-log.js';
import {auditPath} from '../audit/audit-path.js';
import {auditWho} from '../audit/audit-who.js';
import {maskedAudit} from '../audit/masked-audit.js';
import type {Clock} from '../lib/clock.js';
import type {Masker} from '../privacy/masker.js';
import {type Environment, stateDirectory} from '../settings/directories.js';
import type {Settings} from '../settings/settings.js';
import {openAudit} from './open-audit.js';
import {userName} from './user-name.js';

/** The audit log of a tenant, for whoever runs this process; why it cannot be written goes to `onProblem`. */
export function auditOf(
  {tenant}: Pick<Settings, 'tenant'>,
  {
    environment,
    home,
    clock,
    uid,
  }: {
    readonly environment: Environment;
    readonly home: string;
    readonly clock: Clock;
    readonly uid: number | undefined;
  },
  onProblem: (problem: string) => void,
  masker: Masker | null = null,
): Promise<AuditLog> {
  const path = auditPath(stateDirectory(environment, home), tenant);
  return openAudit(
    path,
    async () => {
      const who = auditWho({user: userName(uid), pid: process.pid, environment});
      const log = await openAuditLog({path, tenant, who, clock});
      return masker ? maskedAudit(log, masker) : log;
    },
    onProblem,
  );
}
