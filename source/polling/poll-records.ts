import type {Clock} from '../lib/clock.js';
import type {Candidate, PollRecord} from './candidate.js';

const FIRST_BACK_OFF_MS = 5000;
const LONGEST_BACK_OFF_MS = 5 * 60_000;
/** How often records of questions that no longer exist are looked for, ms. */
const PRUNE_MS = 60_000;

/** What is remembered of questions under way and of questions that failed; nothing of all the others. */
export class PollRecords {
  readonly #clock: Clock;
  readonly #records = new Map<string, PollRecord>();
  #prunedAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#prunedAt = clock.now();
  }

  get size(): number {
    return this.#records.size;
  }

  get(key: string): PollRecord | undefined {
    return this.#records.get(key);
  }

  sent(key: string): void {
    const {failures = 0, notBefore = Number.NEGATIVE_INFINITY} = this.#records.get(key) ?? {};
    this.#records.set(key, {failures, notBefore, inFlight: true});
  }

  /** The request is no longer under way; whether it failed is told separately. */
  landed(key: string): void {
    const record = this.#records.get(key);
    if (record && record.failures > 0) this.#records.set(key, {...record, inFlight: false});
    else this.#records.delete(key);
  }

  succeeded(key: string): void {
    this.#records.delete(key);
  }

  /** Its failures were not its own fault. */
  forgive(key: string): void {
    const record = this.#records.get(key);
    if (record?.inFlight) this.#records.set(key, {failures: 0, notBefore: Number.NEGATIVE_INFINITY, inFlight: true});
    else this.#records.delete(key);
  }

  /** The question by itself fails: it is left alone for longer each time, 5 s to 5 min. */
  failed(key: string): void {
    const failures = (this.#records.get(key)?.failures ?? 0) + 1;
    const wait = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (failures - 1));
    this.#records.set(key, {failures, notBefore: this.#clock.now() + wait, inFlight: false});
  }

  /** Keys of the questions that are left alone at `now`: those that failed least often. */
  leastFailed(candidates: readonly Candidate[], now: number): ReadonlySet<string> {
    let least = Number.POSITIVE_INFINITY;
    let keys: string[] = [];
    for (const {key} of candidates) {
      const record = this.#records.get(key);
      if (!record || record.inFlight || record.notBefore <= now || record.failures > least) continue;
      if (record.failures < least) keys = [];
      least = record.failures;
      keys.push(key);
    }
    return new Set(keys);
  }

  forgetBackOffs(): void {
    for (const [key, record] of this.#records) {
      this.#records.set(key, {...record, notBefore: Number.NEGATIVE_INFINITY});
    }
  }

  /** Now and then drops what is not among `candidates` any more, such as questions about vanished queues. */
  prune(candidates: readonly Candidate[]): void {
    const now = this.#clock.now();
    if (now - this.#prunedAt < PRUNE_MS || this.#records.size === 0) return;
    this.#prunedAt = now;
    const present = new Set(candidates.map(candidate => candidate.key));
    for (const [key, record] of this.#records) if (!record.inFlight && !present.has(key)) this.#records.delete(key);
  }
}
