import type {Answer} from '../../api/client.js';
import {FILTERED_ANSWER_LIMIT} from '../../api/operations/users.js';
import {type Clock, stampOf} from '../../lib/clock.js';
import type {Picture, PresenceFilter} from '../../picture/picture.js';
import {type Attention, COUNTED, lookingAtAll, WEIGHT, weightOf} from '../attention.js';
import type {Candidate} from '../candidate.js';
import {crawlIndex, HORIZON_S} from '../crawl-index.js';
import type {AgentWeights} from '../presence/doubtful-rows.js';
import {choosePresence, type PresenceChoice} from '../presence/presence-choice.js';
import {RevisitTimes} from '../presence/revisit-times.js';
import {ServerMoment} from '../presence/server-moment.js';
import {
  awaitedQuestion,
  changedQuestion,
  flagQuestion,
  type PresenceSubject,
  presenceAnswer,
  StatusSetQuestion,
} from './presence-questions.js';

const PREFIX = 'presence/';
/** Key under which the plan tells how often a status is asked about. */
export const presenceKey = (statusId: number): string => `${PREFIX}${statusId}`;

/** The flags beside the status stand in the detail of one agent only: each counts so much. */
const FLAG_WEIGHT = 0.002;
/** An operator waits for what was promised: for so many cells. */
const AWAITED = 30;
/** Each look in vain halves that, so often at most. */
const MOST_DOUBLINGS = 6;
/** Each flag changes about once in so many seconds, s. */
const FLAG_CHANGES_S = {online: 3600, wrap_up: 300} as const;
/** By so many answers on their way the next question is chosen. */
const MOST_PENDING = 2;
/** The mark that "who has changed since" counts from is set anew when it is older, ms: later nearly everybody has. */
const MARK_MS = 30_000;
/** The first look at everybody is over when this share is expected to be shown right. */
const KNOWN_FROM = 0.95;
/** A choice is good for so long if no answer comes, ms; at one request a second it is made anew for each slot. */
const SAME_CHOICE_MS = 500;
const YIELD_STEP = 0.3;
const LEAST_YIELD = 0.02;
/** Room for requests that take their time, ms, where it is asked who has changed. */
const CHANGED_MARGIN_MS = 100;

/**
 * Presence by belief: the next question is the set of statuses whose one-bit answer is expected to put most agents right
 * or, where that is more, who has changed since a mark.
 */
export class PresencePoll {
  readonly #picture: Picture;
  readonly #attention: Attention;
  readonly #clock: Clock;
  readonly #moment = new ServerMoment();
  readonly #revisits = new RevisitTimes();
  readonly #pending = new Map<string, Uint8Array>();
  readonly #flagsAt = new Map<string, number>();
  readonly #subject: PresenceSubject;
  #choice: {readonly at: number; readonly pending: number; readonly choice: PresenceChoice} | null = null;
  #awaitedAt = Number.NEGATIVE_INFINITY;
  #awaitedLooks = 0;
  #awaitedWhom = '';
  #turn = 0;
  #cutYield = 1;
  #answers = 0;
  #markedAt: {readonly wall: number} | null = null;
  #isKnown = false;

  constructor(picture: Picture, clock: Clock, attention: Attention = lookingAtAll()) {
    this.#picture = picture;
    this.#clock = clock;
    this.#attention = attention;
    this.#subject = {
      picture,
      choiceAt: now => this.#choiceAt(now),
      apply: (filter, answer, askedAt, expected) => this.#apply(filter, answer, askedAt, expected),
    };
  }

  /** A filter goes alone and cannot be paged, so these are separate questions. */
  candidates(): Candidate[] {
    const sets =
      this.#pending.size > MOST_PENDING
        ? []
        : [
            new StatusSetQuestion(this.#subject, this.#pending, {
              knownAt: this.#isKnown ? 0 : null,
              plannedFor: (key, now) =>
                key.startsWith(PREFIX) ? this.#revisits.of(Number(key.slice(PREFIX.length)), now) : undefined,
            }),
          ];
    return [...this.#awaited(), ...sets, ...this.#changed(), ...this.#flags()];
  }

  /** What an action has promised is looked for until it is seen. */
  #awaited(): Candidate[] {
    const {awaited} = this.#attention;
    if (awaited.size === 0) return [];
    const statusIds = [...new Set(awaited.values())];
    const whom = [...awaited.keys()].join();
    if (whom !== this.#awaitedWhom) {
      this.#awaitedWhom = whom;
      this.#awaitedAt = Number.NEGATIVE_INFINITY;
      this.#awaitedLooks = 0;
    }
    return [
      awaitedQuestion(this.#subject, statusIds, now => {
        const seconds = Math.min(HORIZON_S, (now - this.#awaitedAt) / 1000);
        return (AWAITED * awaited.size * seconds) / 2 ** Math.min(MOST_DOUBLINGS, this.#awaitedLooks);
      }),
    ];
  }

  #changed(): Candidate[] {
    if (!this.#isKnown || this.#markedAt === null) return [];
    const from = this.#moment.earliest(this.#markedAt.wall) - CHANGED_MARGIN_MS;
    return [changedQuestion(this.#subject, {from, marginMs: this.#moment.uncertainty + CHANGED_MARGIN_MS})];
  }

  #flags(): Candidate[] {
    if (!this.#isKnown) return [];
    return (['online', 'wrap_up'] as const).map(flag => {
      const knownAt = this.#flagsAt.get(flag) ?? Number.NEGATIVE_INFINITY;
      const agents = this.#picture.belief.rows.count;
      return flagQuestion(this.#subject, flag, {
        knownAt,
        value: now => {
          const age = Math.min(3600, (now - knownAt) / 1000);
          return FLAG_WEIGHT * agents * crawlIndex(age, age / FLAG_CHANGES_S[flag]);
        },
      });
    });
  }

  /** One choice per slot, however many questions ask for it. */
  #choiceAt(now: number): PresenceChoice {
    const before = this.#choice;
    const isSame = before?.pending === this.#pending.size;
    if (before && isSame && now - before.at < SAME_CHOICE_MS) return before.choice;
    this.#turn += 1;
    const choice = choosePresence(this.#picture, {
      now: stampOf(this.#clock),
      weights: this.#weights(),
      turn: this.#turn,
      pending: [...this.#pending.values()],
      cutYield: this.#cutYield,
      marginMs: this.#moment.uncertainty + CHANGED_MARGIN_MS,
      mostRecords: FILTERED_ANSWER_LIMIT,
    });
    this.#choice = {at: now, pending: this.#pending.size, choice};
    return choice;
  }

  /** Somebody who comes later, such as after a call, is looked for ever less often. */
  #looked(at: number): void {
    this.#awaitedAt = at;
    this.#awaitedLooks += 1;
  }

  #weights(): AgentWeights {
    const {agents, presence} = this.#attention;
    const counted = presence.isShown ? COUNTED : WEIGHT.hidden;
    if (agents.visible === null && agents.isShown) return {usual: 1, special: new Map()};
    const special = new Map<number, number>();
    const {visible, cursor} = agents;
    for (const id of [...(agents.isShown ? (visible ?? []) : []), ...(cursor === null ? [] : [cursor])]) {
      special.set(Number(id), Math.max(counted, weightOf(agents, id)));
    }
    return {usual: Math.max(counted, agents.isShown ? WEIGHT.beside : WEIGHT.hidden), special};
  }

  #apply(filter: PresenceFilter, answer: Answer<unknown>, askedAt: number, expected = 0): void {
    const {at} = answer;
    const date = Date.parse(answer.header('date') ?? '');
    if (!Number.isNaN(date)) this.#moment.told(date, at.wall - (at.mono - askedAt), at.wall);
    const told = presenceAnswer(answer, askedAt);
    const changed = this.#picture.applyPresence(filter, told, at);
    if (!told.complete && expected > 0) this.#learnYield(changed, expected);
    this.#answers += 1;
    if (filter.kind === 'status') {
      for (const id of filter.statusIds) this.#revisits.looked(id, at.mono);
      const awaited = new Set(this.#attention.awaited.values());
      if (awaited.size > 0 && [...awaited].every(id => filter.statusIds.includes(id))) this.#looked(at.mono);
    }
    if (filter.kind === 'online' || filter.kind === 'wrap_up') this.#flagsAt.set(filter.kind, at.mono);
    if (filter.kind === 'changed' || this.#markedAt === null || at.wall - this.#markedAt.wall > MARK_MS) {
      this.#picture.belief.mark(at);
      this.#markedAt = {wall: at.wall};
    }
    this.#isKnown ||= this.#isFirstLookOver();
    this.#choice = null;
    // Made now rather than when the next slot opens: at many requests a second the slot would be late.
    this.#choiceAt(this.#clock.now());
  }

  /** An answer that is cut off holds the same agents again and again; how many others, only trying tells. */
  #learnYield(changed: number, expected: number): void {
    const promised = expected / this.#cutYield;
    const held = Math.min(1, (changed * this.#weights().usual) / promised);
    this.#cutYield = Math.max(LEAST_YIELD, this.#cutYield + YIELD_STEP * (held - this.#cutYield));
  }

  #isFirstLookOver(): boolean {
    const {belief, statuses} = this.#picture;
    const {rows} = belief;
    if (this.#answers >= statuses.all.length) return true;
    if (rows.count === 0) return false;
    let right = 0;
    for (let row = 0; row < rows.count; row += 1) right += rows.chance(row, rows.likeliest(row));
    return right >= KNOWN_FROM * rows.count;
  }
}
