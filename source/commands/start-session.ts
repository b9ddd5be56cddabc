import {userInfo} from 'node:os';
import {type AuditLog, openAuditLog} from '../audit/audit-log.js';
import {auditPath} from '../audit/audit-path.js';
import {auditWho} from '../audit/audit-who.js';
import {buildEngine} from '../build-engine.js';
import type {Engine} from '../engine.js';
import {checkOwnKeys} from '../keys/own-keys.js';
import {stampOf} from '../lib/clock.js';
import {ageSilently} from '../session/tenant-session.js';
import {stateDirectory} from '../settings/directories.js';
import {ActivityLog} from '../state/activity-log.js';
import {publishSession} from '../state/publish-session.js';
import type {Resources} from '../state/resources.js';
import {safeText} from '../terminal/safe-text.js';
import type {ViewStore} from '../view/view-store.js';
import {keepState} from './keep-state.js';
import {logSession} from './log-session.js';
import {type OpenTenantOptions, openTenant} from './open-tenant.js';

/** A session that polls, publishes and can act. */
export type StartedSession = {
  readonly engine: Engine;
  /** Stops what runs; saves what is kept. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the tenant and starts polling; everything ends with `signal`. Throws SettingsError, also for a token that
 * cannot be read.
 */
export async function startSession(
  options: OpenTenantOptions,
  screen: {readonly resources: Resources; readonly store: ViewStore; readonly signal: AbortSignal},
): Promise<StartedSession> {
  const {flags, environment, home, clock} = options;
  const {resources, store, signal} = screen;
  const tenant = await openTenant(options);
  const {settings, session, simulated} = tenant;
  try {
    await settings.token();
    store.dispatch({type: 'bind', keys: checkOwnKeys(settings.keys, settings.profile)});
    resources.publish('facts', {
      tenant: settings.tenant,
      badge: settings.badge ?? null,
      readOnly: settings.readOnly,
      dryRun: flags.dryRun,
    });
    const activity = new ActivityLog();
    const states = stateDirectory(environment, home);
    const audit = await openAudit(states, settings.tenant, options, problem =>
      activity.add(stampOf(clock), 'problem', problem),
    );
    const engine = buildEngine({session, settings, audit, activity, dryRun: flags.dryRun});
    const kept = await keepState({states, settings, session, store, activity, signal});
    logSession(session, activity, signal);
    if (simulated) {
      const chats = simulated.virtualAgentChats().map(({id}) => id);
      activity.add(stampOf(clock), 'notice', `demo: chats with the virtual agent now: ${chats.join(', ')}`);
    }
    publishSession(session, resources, activity, signal);
    const running = Promise.all([session.poller.run(signal), ageSilently(session, signal)]);
    return {
      engine,
      close: async () => {
        await running;
        await kept.save();
        await audit.close();
        await tenant.close();
      },
    };
  } catch (error) {
    await tenant.close();
    throw error;
  }
}

/** The audit log; where it cannot be opened, one that refuses every line, so that nothing can be sent. */
async function openAudit(
  states: string,
  tenant: string,
  {environment, clock}: OpenTenantOptions,
  onProblem: (problem: string) => void,
): Promise<AuditLog> {
  const path = auditPath(states, tenant);
  try {
    const who = auditWho({user: userInfo().username, pid: process.pid, environment});
    return await openAuditLog({path, tenant, who, clock});
  } catch (error) {
    const words = safeText(error instanceof Error ? error.message : String(error), 300);
    onProblem(words);
    return {path, append: () => Promise.reject(new Error(words)), close: async () => {}};
  }
}
