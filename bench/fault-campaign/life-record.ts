import type {Recovery} from './recovery.js';
import type {Way} from './way.js';

/** The five counts that must all be 0. */
export const COUNTS = ['crashes', 'unrestored', 'repeated', 'lost', 'late'] as const;
export type Count = (typeof COUNTS)[number];

/** One recovery: slots, ms, slack in ms, and the fault before it. */
export type Recovered = readonly [fault: string, slots: number, ms: number, slackMs: number];

/** What is kept of a life: one line of the progress file. */
export type LifeRecord = {
  readonly seed: number;
  readonly life: number;
  readonly way: Way;
  /** How often each fault was there. */
  readonly faults: Readonly<Record<string, number>>;
  readonly recoveries: readonly Recovered[];
  /** How long it took to come back after a 429 from a tenant that tells its time, ms; older records have none. */
  readonly backInTurns?: readonly number[];
  /** Requests per second; older records do not tell, and were of 20 to 50. */
  readonly rate?: number;
  /** Sentences for what went wrong, by count; the rest is `other` (a redirect followed, a refusal not told, …). */
  readonly problems: Readonly<Record<Count | 'other', readonly string[]>>;
  readonly acts: number;
  /** Acts that could not be asked for, as there was nobody to choose or no room. */
  readonly actsNotReached: number;
  readonly calls: number;
  readonly changes: number;
  readonly actions: number;
  readonly closedLater: number;
  /** Ms from its start to its end. */
  readonly ms: number;
};

/** A record in the making. */
export class LifeNotes {
  readonly faults: Record<string, number> = {};
  readonly recoveries: Recovered[] = [];
  readonly backInTurns: number[] = [];
  readonly problems: Record<Count | 'other', string[]> = {
    crashes: [],
    unrestored: [],
    repeated: [],
    lost: [],
    late: [],
    other: [],
  };
  acts = 0;
  actsNotReached = 0;
  calls = 0;
  readonly #tell: (words: string) => void;

  /** `tell` is told of everything at once. */
  constructor(tell: (words: string) => void) {
    this.#tell = tell;
  }

  fault(name: string): void {
    this.#tell(name);
    this.faults[name] = (this.faults[name] ?? 0) + 1;
  }

  /** Something that is kept only where a life is looked at. */
  tell(words: string): void {
    this.#tell(words);
  }

  /** `ms`: null where it did not come back. */
  backAfterRefusals(fault: string, ms: number | null): void {
    this.#tell(ms === null ? 'not back' : `back in turns after ${Math.round(ms)} ms`);
    if (ms === null) this.problems.late.push(`after ${fault}, where the tenant tells its time: not at all`);
    else this.backInTurns.push(round(ms));
  }

  /** `meanwhile`: what else went on. */
  recovered(fault: string, {slots, ms, slackMs, isLate, isBack}: Recovery, meanwhile = ''): void {
    this.#tell(`back after ${slots.toFixed(1)} slots, ${Math.round(ms)} ms, slack ${Math.round(slackMs)} ms`);
    this.recoveries.push([fault, round(slots), round(ms), round(slackMs)]);
    if (isLate) {
      const words = isBack ? `${slots.toFixed(1)} slots, ${Math.round(ms)} ms` : 'not at all';
      this.problems.late.push(`after ${fault}${meanwhile}: ${words}; slack ${Math.round(slackMs)} ms`);
    }
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
