import type {ExpectedSlots} from './expected-slots.js';
import type {FaultyTenant} from './faulty-tenant.js';
import {firstAnswered} from './recovery.js';

/** Longer than this, ms, no console may wait for its turn. */
export const WITHIN_MS = 30_000;

/**
 * Ms from the end of refusals (429), and of what they told to wait, to the arrival of the first poll that was answered with
 * 200; null where none was within `WITHIN_MS`. A console that knows its tenant's time takes turns with others that it
 * believes in then (docs/sharing.md), and the next of its own may be some turns of about 4 s away, whatever its rate.
 */
export async function backInTurns(
  ended: number,
  {tenant, slots, signal}: {tenant: FaultyTenant; slots: ExpectedSlots; signal: AbortSignal},
): Promise<number | null> {
  const from = Math.max(ended, slots.toldUntil);
  const at = await firstAnswered(ended, from + WITHIN_MS, {tenant, signal});
  return at === null ? null : Math.max(0, at - from);
}
