/** No poll is given up before so many slots, and so many ms, have passed. */
const LEAST_SLOTS = 8;
const LEAST_MS = 4000;
/** An operation may take this many times as long as it mostly does now and then. */
const TIMES_USUAL = 10;
/** So many latest answers say how long an operation takes: their median, as one silence may make eight of them late. */
const ANSWERS = 17;
/** What is not answered by then, ms, is not coming. */
const LONGEST_MS = 30_000;
/** Until anything is known of the tenant, ms, or so many slots. */
const FIRST_MS = 16_000;
const FIRST_SLOTS = 16;
/** So many polls at a time may wait for the longest. */
const LONG_AT_A_TIME = 2;

/** What is known of how long one operation takes, ms. */
type Habit = {answers: readonly number[]; wasSilent: boolean};

/** The patience with one poll: for how long, ms, and what became of it. */
export type Patience = {
  readonly ms: number;
  readonly answered: (ms: number) => void;
  /** It ended without an answer after `ms`. */
  readonly failed: (ms: number) => void;
};

/**
 * How long polls wait for a tenant that says nothing. Only eight may be unanswered at a time, and each that is given up
 * makes room for a new look, on a new connection: a line that falls silent is looked at again within three slots up to 2
 * requests a second, and about twice a second above, whenever it is back. Two polls at a time wait for the longest, of
 * operations that were silent and were not answered in their usual time since: so one that has become slow is heard again, and
 * waited for when most of its answers are.
 */
export class PollPatience {
  readonly #least: number;
  readonly #first: number;
  readonly #habits = new Map<string, Habit>();
  #long = 0;

  /** `rate` in requests per second. */
  constructor(rate: number) {
    const slot = 1000 / rate;
    this.#least = Math.min(LONGEST_MS, Math.max(LEAST_MS, LEAST_SLOTS * slot));
    this.#first = Math.min(LONGEST_MS, Math.max(FIRST_MS, FIRST_SLOTS * slot));
  }

  /** A poll of `operation` (its id) begins. Tell it one of the two ends. */
  begin(operation: string): Patience {
    const habit = this.#habits.get(operation) ?? {answers: [], wasSilent: false};
    this.#habits.set(operation, habit);
    const isLong = (habit.wasSilent || habit.answers.length === 0) && this.#long < LONG_AT_A_TIME;
    if (isLong) this.#long += 1;
    const ms = isLong ? LONGEST_MS : this.#usual(habit);
    const end = () => {
      if (isLong) this.#long -= 1;
    };
    return {
      ms,
      answered: took => {
        end();
        if (took <= this.#usual(habit)) habit.wasSilent = false;
        habit.answers = [...habit.answers, took].slice(-ANSWERS);
      },
      failed: after => {
        end();
        if (after >= ms) habit.wasSilent = true;
      },
    };
  }

  #usual({answers}: Habit): number {
    const known = answers.length > 0 ? answers : [...this.#habits.values()].flatMap(other => other.answers);
    if (known.length === 0) return this.#first;
    return Math.min(LONGEST_MS, Math.max(this.#least, TIMES_USUAL * medianOf(known)));
  }
}

const medianOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
