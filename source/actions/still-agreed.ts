import type {Departure} from './departure.js';
import type {PreparedAction} from './prepared-action.js';
import type {SecondPerson} from './second-person.js';
import {StoppedWaiting} from './stopped-waiting.js';

/**
 * Rejects with StoppedWaiting where a second person's agreement no longer holds for what would be sent now: a file may have
 * changed since, or while a refusal was waited out.
 */
export async function stillAgreed(
  second: SecondPerson | null,
  action: PreparedAction,
  {refusals}: Pick<Departure, 'refusals'>,
): Promise<void> {
  try {
    if (second?.isNeeded(action)) await second.proof(action);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new StoppedWaiting(words, refusals > 0 ? 'refused' : 'not-sent');
  }
}
