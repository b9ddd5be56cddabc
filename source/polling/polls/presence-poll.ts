import type {Answer} from '../../api/client.js';
import {FILTERED_ANSWER_LIMIT} from '../../api/operations/users.js';
import {ServerMoment} from '../../budget/server-moment.js';
import {type Clock, stampOf} from '../../lib/clock.js';
import type {Picture, PresenceFilter} from '../../picture/picture.js';
import {type Attention, lookingAtAll} from '../attention.js';
import type {Candidate} from '../candidate.js';
import {crawlIndex} from '../crawl-index.js';
import {agentWeights} from '../presence/agent-weights.js';
import {CutYield} from '../presence/cut-yield.js';
import {choosePresence, type PresenceChoice} from '../presence/presence-choice.js';
import {RevisitTimes} from '../presence/revisit-times.js';
import {AwaitedPoll} from './awaited-poll.js';
import {
  changedQuestion,
  flagQuestion,
  neglectedQuestion,
  type PresenceSubject,
  presenceAnswer,
  StatusSetQuestion,
} from './presence-questions.js';

const PREFIX = 'presence/';
/** Key under which the plan tells how often a status is asked about. */
export const presenceKey = (statusId: number): string => `${PREFIX}${statusId}`;

/** The flags beside the status stand in the detail of one agent only: each counts so much. */
const FLAG_WEIGHT = 0.002;
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
/** So large a share of the agents named as changed is looked at twice. */
const MANY = 0.8;
/** A status is asked about by itself when it was not asked about for so long, ms. */
const NEGLECTED_MS = 10 * 60_000;
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
  #turn = 0;
  readonly #cutYield = new CutYield();
  readonly #awaited: AwaitedPoll;
  /** Whether the tenant is taken to know the question who has changed. */
  #isChangedKnown = true;
  #answers = 0;
  #markedAt: {readonly wall: number} | null = null;
  #isKnown = false;
  /** Monotonic ms at which the first look was over. */
  #knownSince = Number.POSITIVE_INFINITY;

  constructor(picture: Picture, clock: Clock, attention: Attention = lookingAtAll()) {
    this.#picture = picture;
    this.#clock = clock;
    this.#attention = attention;
    this.#subject = {
      picture,
      choiceAt: now => this.#choiceAt(now),
      apply: (filter, answer, askedAt, expected) => this.#apply(filter, answer, askedAt, expected),
    };
    this.#awaited = new AwaitedPoll(this.#subject, attention);
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
    return [...this.#awaited.candidates(), ...sets, ...this.#changed(), ...this.#flags(), ...this.#neglected()];
  }

  /** The machine slept for `ms`. The belief has noticed by itself; what was chosen before it is chosen anew. */
  slept(ms: number): void {
    this.#knownSince -= ms;
    for (const [flag, at] of this.#flagsAt) this.#flagsAt.set(flag, at - ms);
    this.#choice = null;
  }

  /** What is shown of a status rests on belief alone while others are asked about: each has its turn in the end. */
  #neglected(): Candidate[] {
    if (!this.#isKnown) return [];
    let oldest: {id: number; at: number} | null = null;
    for (const {id} of this.#picture.statuses.all) {
      const at = this.#picture.statusSeenAt.get(id)?.mono ?? this.#knownSince;
      if (oldest === null || at < oldest.at) oldest = {id, at};
    }
    const isDue = oldest !== null && this.#clock.now() - oldest.at > NEGLECTED_MS;
    return oldest && isDue ? [neglectedQuestion(this.#subject, oldest.id, oldest.at + NEGLECTED_MS)] : [];
  }

  #changed(): Candidate[] {
    if (!this.#isKnown || this.#markedAt === null || !this.#isChangedKnown) return [];
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
      weights: agentWeights(this.#attention),
      turn: this.#turn,
      pending: [...this.#pending.values()],
      cutYield: this.#cutYield.share,
      marginMs: this.#moment.uncertainty + CHANGED_MARGIN_MS,
      mostRecords: FILTERED_ANSWER_LIMIT,
      unseen: this.#unseen(),
    });
    this.#choice = {at: now, pending: this.#pending.size, choice};
    return choice;
  }

  /** Statuses never asked about, nor on their way. */
  #unseen(): readonly number[] {
    const {statuses, statusSeenAt} = this.#picture;
    const isPending = (place: number) => [...this.#pending.values()].some(inside => inside[place] === 1);
    return statuses.all.filter(({id}, place) => !statusSeenAt.has(id) && !isPending(place)).map(({id}) => id);
  }

  #apply(filter: PresenceFilter, answer: Answer<unknown>, askedAt: number, expected = 0): void {
    const {at} = answer;
    const date = Date.parse(answer.header('date') ?? '');
    if (!Number.isNaN(date)) this.#moment.told(date, at.wall - (at.mono - askedAt), at.wall);
    const told = presenceAnswer(answer, askedAt);
    if (!this.#isBelieved(filter, told)) return;
    const changed = this.#picture.applyPresence(filter, told, at);
    if (!told.complete) this.#cutYield.learn(changed * agentWeights(this.#attention).usual, expected);
    this.#answers += 1;
    if (filter.kind === 'status') {
      for (const id of filter.statusIds) this.#revisits.looked(id, at.mono);
      this.#awaited.looked(filter.statusIds, at.mono);
    }
    if (filter.kind === 'online' || filter.kind === 'wrap_up') this.#flagsAt.set(filter.kind, at.mono);
    if (filter.kind === 'changed' || this.#markedAt === null || at.wall - this.#markedAt.wall > MARK_MS) {
      this.#picture.belief.mark(at);
      this.#markedAt = {wall: at.wall};
    }
    if (!this.#isKnown && this.#isFirstLookOver()) {
      this.#isKnown = true;
      this.#knownSince = at.mono;
    }
    this.#choice = null;
    // Made now rather than when the next slot opens: at many requests a second the slot would be late.
    this.#choiceAt(this.#clock.now());
  }

  /** A tenant that does not know this filter names everybody; that must not be taken for a floor turned upside down. */
  #isBelieved(filter: PresenceFilter, told: ReturnType<typeof presenceAnswer>): boolean {
    if (filter.kind !== 'changed') return true;
    const {rows} = this.#picture.belief;
    const named = told.records.length / Math.max(1, rows.count);
    if (!told.complete || named < MANY || named < 2 * rows.changedShare()) return true;
    this.#isChangedKnown = false;
    return false;
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
