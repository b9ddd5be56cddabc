import type {Answer, Choice} from '../api/client.js';

/** Kinds of request that the planner chooses between. */
export type PollKind = 'waits' | 'directory' | 'presence' | 'operation_status' | 'chat' | 'job';

/** One request that could be made with the next slot. */
export type Candidate = Choice & {
  /** Stable over time: what was asked before under this key is the same question. */
  readonly key: string;
  readonly kind: PollKind;
  /** What it would ask, for the screen. */
  readonly label: string;
  /**
   * How much this question matters against the others, per second of age: the plan revisits in proportion to it. Weights
   * of all candidates need not add up to anything.
   */
  readonly weight: number;
  /** Monotonic ms when the answer was last known, or null when it never was. */
  readonly knownAt: number | null;
  /** Monotonic ms before which asking makes no sense; a candidate with `due` has its full value from then on. */
  readonly due?: number;
  /** Tie-breaker among questions never asked: how many values the answer is expected to tell. */
  readonly expected?: number;
  /** Puts the answer into the picture. */
  readonly apply: (answer: Answer<unknown>, askedAt: number) => void;
};

/** What the poller remembers of a candidate. */
export type PollRecord = {
  readonly failures: number;
  /** Monotonic ms; not asked again before, after a failure. */
  readonly notBefore: number;
  readonly inFlight: boolean;
};

/**
 * The seam of the planner: how much a slot is worth if it is given to `candidate` at `now` (monotonic ms). The largest
 * value gets the slot; 0 or less gets none.
 */
export type ValueOf = (candidate: Candidate, now: number) => number;
