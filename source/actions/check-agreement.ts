import type {Stamp} from '../lib/clock.js';
import type {PreparedAction} from './prepared-action.js';

/** What the operator did to agree. */
export type Agreement = {
  /** Id of the action that was agreed to. */
  readonly confirmed: string;
  readonly typed: readonly string[];
  /** When the last proof was typed: the countdown runs from there. Null where nothing was typed. */
  readonly provenAt: Stamp | null;
};

/**
 * Both clocks are never this far apart within a countdown, ms, but where the machine slept or its time was set; nor is a
 * countdown's end ever noticed so late, but where the program was stopped.
 */
const SLEPT_MS = 5000;

const RANK = {read: 0, write: 1, dangerous: 2} as const;

/** The class that is enforced: the worst of what the action says of itself and what its operations are. */
export const effectiveClass = (action: PreparedAction): keyof typeof RANK =>
  action.steps
    .map(step => step.operation.class)
    .reduce<keyof typeof RANK>((worst, one) => (RANK[one] > RANK[worst] ? one : worst), action.class);

/**
 * Why `action` may not be sent on this agreement, or null. `countdownMs` is the shortest countdown that the settings
 * allow a dangerous action.
 */
export function objection(
  action: PreparedAction,
  agreement: Agreement,
  {now, countdownMs}: {readonly now: Stamp; readonly countdownMs: number},
): string | null {
  const isDangerous = effectiveClass(action) === 'dangerous';
  if (agreement.confirmed !== action.id) return 'Not sent: it was not confirmed.';
  if (isDangerous && action.typed.length === 0) return 'Not sent: it is dangerous, and nothing was to be typed for it.';
  const missing = action.typed.find((proof, index) => agreement.typed[index] !== proof.text);
  if (missing) return `Not sent: ${missing.what} was not typed.`;
  if (isDangerous && action.countdownMs < countdownMs) {
    return 'Not sent: it is dangerous, and its countdown is shorter than the settings ask for.';
  }
  if (action.countdownMs === 0) return null;
  // Written as whoever counts down adds it up, so that no rounding comes between the two.
  const {provenAt} = agreement;
  const isOver = provenAt !== null && now.mono >= provenAt.mono + action.countdownMs;
  if (!isOver) return 'Not sent: its countdown had not ended.';
  const passed = now.mono - provenAt.mono;
  const slept = now.wall - provenAt.wall - passed;
  if (slept >= SLEPT_MS) return 'Not sent: the machine slept meanwhile. The floor is another one: look, and act again.';
  return passed - action.countdownMs < SLEPT_MS
    ? null
    : 'Not sent: the program stood still meanwhile. The floor is another one: look, and act again.';
}
