import type {Answer, Choice} from '../api/client.js';
import type {ApiError} from '../api/errors.js';
import type {WatchKind} from '../picture/watch-list.js';

/** Kinds of request that the planner chooses between. */
export type PollKind = 'waits' | 'directory' | 'presence' | 'operation_status' | WatchKind;

/** Whether a question is about something that is followed, which is due at times of its own. */
export const isWatched = (kind: PollKind): kind is WatchKind =>
  kind === 'chat' || kind === 'job' || kind === 'bulk-users' || kind === 'campaign-import';

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
  /**
   * Expected wrong cells that the answer at `now` (monotonic ms) would put right, weighted by what is looked at, times the
   * seconds for which that lasts: see `crawlValue`. Questions that are due have none.
   */
  readonly value?: (now: number) => number;
  /** Tie-breaker among questions never asked: how many values the answer is expected to tell. */
  readonly expected?: number;
  /** Planned revisit in ms, where the question sets it itself; else it follows from the weights. */
  readonly plannedMs?: number;
  /** The same for values that are not asked for one by one, by their key, at `now` (monotonic ms); undefined for keys of others. */
  readonly plannedFor?: (key: string, now: number) => number | undefined;
  /** Where one question stands for many: how many things it is about, and of how many something is known. */
  readonly coverage?: {readonly known: number; readonly total: number};
  /** Puts the answer into the picture. */
  readonly apply: (answer: Answer<unknown>, askedAt: number) => void;
  /** Told when a slot is given to it. */
  readonly onAsked?: () => void;
  /** Told of a failure. True: the question has changed and can be asked again at once, this was no failure. */
  readonly onError?: (error: ApiError) => boolean;
};

/** What the poller remembers of a candidate. */
export type PollRecord = {
  readonly failures: number;
  /** Monotonic ms; not asked again before, after a failure. */
  readonly notBefore: number;
  readonly inFlight: boolean;
};

/**
 * When a slot last went to one of a group of questions that together have a share of the slots, monotonic ms. `first`:
 * operation statuses never asked before. `due`: what falls due at a time of its own. `last`: whatever it was.
 */
export type Turns = {readonly first: number; readonly due: number; readonly last: number};

/**
 * The seam of the planner: how much a slot is worth if it is given to `candidate` at `now` (monotonic ms). The largest
 * value gets the slot; 0 or less gets none.
 */
export type ValueOf = (candidate: Candidate, now: number, turns: Turns) => number;
