import {loadHabits, savedHabitsPath, saveHabits} from '../saved-state/saved-habits.js';
import {habitsOf, startFromHabits} from '../session/tenant-habits.js';
import type {TenantSession} from '../session/tenant-session.js';
import type {Settings} from '../settings/settings.js';

/** What was learned is saved this often, ms; and at the end. */
const SAVE_EVERY_MS = 10 * 60_000;

/**
 * Starts a session from what earlier ones have learned of its tenant, and keeps what it learns until `signal` aborts.
 * `save` writes at once. `onProblem` hears, once, that it cannot be kept.
 */
export async function keepHabits(options: {
  readonly states: string;
  readonly settings: Pick<Settings, 'profile' | 'tenant'>;
  readonly session: TenantSession;
  readonly signal: AbortSignal;
  readonly onProblem: (sentence: string) => void;
}): Promise<{readonly save: () => Promise<void>}> {
  const {session, settings, signal} = options;
  const path = savedHabitsPath(options.states, settings.profile, settings.tenant);
  const habits = await loadHabits(path);
  if (habits) startFromHabits(session, habits);
  let hasFailed = false;
  const save = async (): Promise<void> => {
    // A run that learned nothing has nothing to add, and must not wipe out what was kept.
    if (session.picture.model.version === 0) return;
    const problem = await saveHabits(path, habitsOf(session));
    if (problem && !hasFailed) options.onProblem(problem);
    hasFailed = problem !== undefined;
  };
  void (async () => {
    while (!signal.aborted) {
      await session.clock.sleep(SAVE_EVERY_MS, signal).catch(() => {});
      if (!signal.aborted) await save();
    }
  })();
  return {save};
}
