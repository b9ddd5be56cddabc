import {type AuditLog, openAuditLog} from '../audit/audit-log.js';
import {auditPath} from '../audit/audit-path.js';
import {auditWho} from '../audit/audit-who.js';
import {hookedAudit} from '../audit/hooked-audit.js';
import {maskedAudit} from '../audit/masked-audit.js';
import {Hook} from '../hooks/hook.js';
import type {Clock} from '../lib/clock.js';
import type {Masker} from '../privacy/masker.js';
import {type Environment, stateDirectory} from '../settings/directories.js';
import type {Settings} from '../settings/settings.js';
import {openAudit} from './open-audit.js';
import {userName} from './user-name.js';

/** Who hears why the log cannot be written, and why the hook cannot be told of it. */
export type AuditProblems = {
  readonly onProblem: (words: string) => void;
  readonly onHookProblem: (words: string) => void;
};

/** The audit log of a tenant, for whoever runs this process; the profile's hook is told of each line. */
export async function auditOf(
  {tenant, hooks}: Pick<Settings, 'tenant' | 'hooks'>,
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
  {onProblem, onHookProblem}: AuditProblems,
  masker: Masker | null = null,
): Promise<AuditLog> {
  const path = auditPath(stateDirectory(environment, home), tenant);
  const audit = await openAudit(
    path,
    async () => {
      const who = auditWho({user: userName(uid), pid: process.pid, environment});
      const log = await openAuditLog({path, tenant, who, clock});
      return masker ? maskedAudit(log, masker) : log;
    },
    onProblem,
  );
  if (hooks.audit === null) return audit;
  return hookedAudit(
    audit,
    new Hook({from: 'hooks.audit', words: hooks.audit, environment, clock, onProblem: onHookProblem}),
  );
}
