import {setMaxListeners} from 'node:events';
import {buildEngine} from '../build-engine.js';
import type {Engine} from '../engine.js';
import {checkOwnKeys} from '../keys/own-keys.js';
import {stampOf} from '../lib/clock.js';
import {linkAbort} from '../lib/link-abort.js';
import {ageSilently} from '../session/tenant-session.js';
import {stateDirectory} from '../settings/directories.js';
import {ActivityLog} from '../state/activity-log.js';
import {publishSession} from '../state/publish-session.js';
import type {Resources} from '../state/resources.js';
import type {ViewStore} from '../view/view-store.js';
import {auditOf} from './audit-of.js';
import {atMost, unlessAborted} from './bounded.js';
import {closeUnfinished} from './close-unfinished.js';
import {keepHabits} from './keep-habits.js';
import {keepState} from './keep-state.js';
import {logSession} from './log-session.js';
import {type OpenTenantOptions, openTenant} from './open-tenant.js';
import {secondPersonOf} from './second-person-of.js';

/** What is given to polls to end, and to broken exchanges to be told and audited, before the program ends, ms. */
const POLLS_END_MS = 200;
const ACTIONS_END_MS = 400;
/** And to the hook of the audit log, where nothing else is said, ms. */
const HOOK_MS = 200;

/** A session that polls, publishes and can act. */
export type StartedSession = {
  readonly engine: Engine;
  /**
   * Breaks off what runs, once the signal has aborted; every action's outcome goes into the audit log, and what is kept
   * is saved. The hook of the audit log is given `hookMs`. Resolves to what is to be said after the terminal was given back, or
   * to null.
   */
  readonly close: (hookMs?: number) => Promise<string | null>;
};

/**
 * Opens the tenant and starts polling; everything ends with `signal`. Throws SettingsError, also for a token that
 * cannot be read; the signal's reason when that aborts while the token is waited for.
 */
export async function startSession(
  options: OpenTenantOptions,
  screen: {readonly resources: Resources; readonly store: ViewStore; readonly signal: AbortSignal},
): Promise<StartedSession> {
  const {flags, environment, home, clock} = options;
  const {resources, store} = screen;
  const {signal} = linkAbort(screen.signal);
  // Every request and every sleep listens to them; many at a time, as when the tenant hangs, are no leak.
  setMaxListeners(0, screen.signal, signal);
  const tenant = await openTenant(options);
  const {settings, session, simulated} = tenant;
  try {
    await unlessAborted(settings.token(), signal);
    store.dispatch({type: 'bind', keys: checkOwnKeys(settings.keys, settings.place)});
    const publishFacts = (readOnly: boolean) =>
      resources.publish('facts', {
        tenant: settings.tenant,
        badge: settings.badge ?? null,
        readOnly,
        dryRun: flags.dryRun,
        isMasked: settings.maskPii,
      });
    publishFacts(tenant.readOnly.isOn);
    tenant.readOnly.listen(publishFacts);
    const {masker} = tenant;
    const activity = new ActivityLog(masker && (text => masker.text(text)));
    const states = stateDirectory(environment, home);
    const problem = (words: string) => activity.add(stampOf(clock), 'problem', words);
    // Said where it can be seen: on the screen, or behind it.
    let last: string[] | null = null;
    const hookProblem = (words: string): void => {
      problem(words);
      last?.push(words);
    };
    const audit = await auditOf(settings, options, {onProblem: problem, onHookProblem: hookProblem}, masker);
    for (const told of await closeUnfinished(audit, clock)) problem(told);
    const engine = buildEngine({
      session,
      settings,
      audit,
      activity,
      readOnly: tenant.readOnly,
      dryRun: flags.dryRun,
      second: secondPersonOf(settings, options, masker),
      home,
      signal,
    });
    const kept = await keepState({states, settings, session, store, activity, signal});
    const habits = simulated ? null : await keepHabits({states, settings, session, signal, onProblem: problem});
    logSession(session, activity, signal);
    if (simulated) {
      const chats = simulated.virtualAgentChats().map(({id}) => id);
      activity.add(stampOf(clock), 'notice', `demo: chats with the virtual agent now: ${chats.join(', ')}`);
    }
    publishSession(session, resources, activity, screen.signal);
    const running = Promise.all([session.poller.run(screen.signal), ageSilently(session, screen.signal)]);
    return {
      engine,
      close: async (hookMs = HOOK_MS) => {
        const said: string[] = [];
        last = said;
        await atMost(running, POLLS_END_MS, clock);
        // What waited for a slot was stopped by the signal; what is under way is broken off, and its outcome unknown.
        await tenant.close();
        await atMost(engine.runner.settled(), ACTIONS_END_MS, clock);
        await kept.save();
        await habits?.save();
        await audit.close();
        const untold = await audit.toldWithin(hookMs);
        return [...said, ...(untold === null ? [] : [untold])].join('\n') || null;
      },
    };
  } catch (error) {
    await tenant.close();
    throw error;
  }
}
