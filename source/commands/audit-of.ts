import {endUserAudit} from '../actions/end-user-audit.js';
import {type AuditLog, openAuditLog} from '../audit/audit-log.js';
import {auditPath} from '../audit/audit-path.js';
import {auditWho} from '../audit/audit-who.js';
import {maskedAudit} from '../audit/masked-audit.js';
import {identifyProcess} from '../audit/process-identity.js';
import {Hook} from '../hooks/hook.js';
import type {Clock} from '../lib/clock.js';
import type {Masker} from '../privacy/masker.js';
import {type Environment, stateDirectory} from '../settings/directories.js';
import type {Settings} from '../settings/settings.js';
import {atMost} from './bounded.js';
import {maskerOf} from './masker-of.js';
import {openAudit} from './open-audit.js';
import {userName} from './user-name.js';

/** Who hears why the log cannot be written, and why the hook cannot be told of it. */
export type AuditProblems = {
  readonly onProblem: (words: string) => void;
  readonly onHookProblem: (words: string) => void;
};

/** An audit log of whose lines a hook may be told. */
export type ToldAudit = AuditLog & {
  /**
   * Waits for the hook, `ms` at most, and then ends it; resolves to a sentence about what it may not have been told, or to
   * null.
   */
  readonly toldWithin: (ms: number) => Promise<string | null>;
};

/**
 * The audit log of a tenant, for whoever runs this process; the profile's hook is told of each line. Without `recordPersonal`
 * it keeps no data of end users.
 */
export async function auditOf(
  {tenant, hooks, recordPersonal}: Pick<Settings, 'tenant' | 'hooks' | 'recordPersonal'>,
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
): Promise<ToldAudit> {
  const path = auditPath(stateDirectory(environment, home), tenant);
  const from = 'hooks.audit';
  const hook = hooks.audit && new Hook({from, words: hooks.audit, environment, clock, onProblem: onHookProblem});
  const audit = await openAudit(
    path,
    async () => {
      const who = auditWho({user: userName(uid), process: await identifyProcess(), environment});
      const log = await openAuditLog({path, tenant, who, clock, ...(hook ? {onLine: line => hook.tell(line)} : {})});
      const kept = recordPersonal ? log : endUserAudit(log, masker ?? (await maskerOf(environment, home)));
      return masker ? maskedAudit(kept, masker) : kept;
    },
    onProblem,
  );
  return {
    ...audit,
    toldWithin: async ms => {
      if (!hook) return null;
      await atMost(hook.settled(), ms, clock);
      const {untold} = hook;
      hook.close();
      const lines = untold === 1 ? 'the last line' : `the last ${untold} lines`;
      return untold === 0 ? null : `${from} may not have been told ${lines} of this program in the audit log ${path}.`;
    },
  };
}
