import {type ApiError, OperationNotAnsweredError} from '../api/errors.js';
import type {Clock} from '../lib/clock.js';
import {type Candidate, isWatched} from './candidate.js';

/** So many different questions of one operation failed without a success in between: the tenant does not answer it. */
const MOST_FAILED = 5;
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 5 * 60_000;

/** `until`: monotonic ms; `ms`: length of the rest, 0 before the first; `probe`: key of the last one let through. */
type Failing = {readonly keys: Set<string>; until: number; ms: number; probe: string | null};

/**
 * Operations that a tenant does not answer at all. There may be thousands of questions of one, and backing off by question
 * would still spend most slots on them: the whole operation rests but for one probe a minute, later one every 5 min.
 */
export class OperationRests {
  readonly #clock: Clock;
  readonly #failing = new Map<string, Failing>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  isResting({operation}: Candidate): boolean {
    const failing = this.#failing.get(operation.id);
    return failing !== undefined && failing.until > this.#clock.now();
  }

  /** A question left; where its operation rests it is the probe, and the next one comes later. */
  sent({operation, key}: Candidate): void {
    const failing = this.#failing.get(operation.id);
    if (!failing || failing.ms === 0) return;
    failing.until = this.#clock.now() + failing.ms;
    failing.probe = key;
  }

  succeeded({operation}: Candidate): void {
    this.#failing.delete(operation.id);
  }

  /** A question failed by itself. True when its operation begins to rest because of that. */
  failed({operation, key, kind}: Candidate): boolean {
    // Whether there is a chat or a job is a matter of each id.
    if (isWatched(kind)) return false;
    const failing = this.#failing.get(operation.id) ?? NOT_FAILING();
    this.#failing.set(operation.id, failing);
    if (failing.ms > 0) {
      // Late answers to what left before the rest began do not make it longer.
      if (failing.probe === key) this.#rest(failing, Math.min(LONGEST_REST_MS, 2 * failing.ms));
      return false;
    }
    failing.keys.add(key);
    if (failing.keys.size < MOST_FAILED) return false;
    this.#rest(failing, FIRST_REST_MS);
    return true;
  }

  /** These questions failed because of the whole tenant, not by themselves. */
  forgive(keys: ReadonlySet<string>): void {
    for (const [id, failing] of this.#failing) {
      for (const key of keys) failing.keys.delete(key);
      if (failing.keys.size === 0 || (failing.ms > 0 && failing.keys.size < MOST_FAILED)) this.#failing.delete(id);
    }
  }

  /** The operator asked for a refresh: the next probe may leave now. */
  endNow(): void {
    for (const failing of this.#failing.values()) failing.until = Number.NEGATIVE_INFINITY;
  }

  #rest(failing: Failing, ms: number): void {
    failing.ms = ms;
    failing.until = this.#clock.now() + ms;
    failing.probe = null;
  }
}

const NOT_FAILING = (): Failing => ({keys: new Set(), until: Number.NEGATIVE_INFINITY, ms: 0, probe: null});

/** Said once, in place of the failure that showed it. */
export const notAnswered = ({kind}: Candidate, cause: ApiError): ApiError =>
  new OperationNotAnsweredError(`${kind.replace('_', ' ')}: this tenant does not answer it (${cause.message})`, {
    cause,
    ...(cause.status === null ? {} : {status: cause.status}),
  });
