import type {Answer} from '../../api/client.js';
import {getQueueOperationStatus} from '../../api/operations/queue-operation-statuses.js';
import type {Picture} from '../../picture/picture.js';
import type {Channel, OperationState, Queue} from '../../picture/queue.js';
import {type Attention, lookingAtAll, weightOf} from '../attention.js';
import type {Candidate} from '../candidate.js';
import {chanceChanged, crawlIndex} from '../crawl-index.js';
import {FlipRates} from '../queues/flip-rates.js';
import {ForetoldHours} from '../queues/foretold-hours.js';
import {OpeningTimes} from '../queues/opening-times.js';
import {signOf} from '../queues/queue-signs.js';
import {type FlipKnowledge, StateDoubt} from '../queues/state-doubt.js';
import {operationStatusKey} from './operation-status-key.js';

/** Share of the slots that operation status gets under the staleness rule when everything is known once. */
const SHARE = 0.25;
/** Whether a queue takes contacts counts as much as so many waits: when it does not, somebody must act. */
const CELL_WEIGHT = 3;
/** A state that was never told is worth a first look as if it stayed right for so long, s: others grow old meanwhile. */
const FIRST_LOOK_S = 100;
/** What has not been asked for so long counts twice, s: a question of little weight is not put off for ever. */
const NEGLECTED_S = 1800;

/**
 * One request per queue, language and channel; channels that the wait row lacks are not asked about. Large tenants have
 * thousands of these, and they are looked at for every slot: each is made once, and then reads the present queue.
 */
export class OperationStatusPoll {
  /** What is known of how states end; learned from answers, and kept over restarts by others. */
  readonly knowledge: FlipKnowledge = {
    rates: new FlipRates(),
    times: new OpeningTimes(),
    hours: new ForetoldHours(),
  };
  readonly #picture: Picture;
  readonly #shared: Shared;
  readonly #questions = new Map<string, QueueQuestions>();

  constructor(picture: Picture, attention: Attention = lookingAtAll()) {
    this.#picture = picture;
    this.#shared = {picture, attention, knowledge: this.knowledge, unit: 0};
  }

  /** Every question of the queues now in the picture; those that are looked at count more. */
  candidates(): readonly Candidate[] {
    const {queues} = this.#picture;
    const {attention} = this.#shared;
    const all: Candidate[] = [];
    let whole = 0;
    for (const queue of queues.values()) {
      const questions = this.#questionsOf(queue);
      whole += questions.all.length * weightOf(attention.queues, queue.key);
      for (const question of questions.all) all.push(question);
    }
    this.#shared.unit = whole > 0 ? SHARE / whole : 0;
    if (this.#questions.size > queues.size) this.#forgetVanished();
    return all;
  }

  /** Chance that the state shown for a queue on a channel is no longer so, at `now` (monotonic ms); 1 while none is known. */
  doubt(queueKey: string, channel: Channel, now: number): number {
    const question = this.#questions.get(queueKey)?.all.find(one => one.channel === channel);
    const flips = question?.flipsExpected(now) ?? null;
    return flips === null ? 1 : chanceChanged(flips);
  }

  /** The machine slept for `ms`: states have had that much more time to end. */
  slept(ms: number): void {
    for (const {all} of this.#questions.values()) for (const question of all) question.slept(ms);
  }

  #questionsOf(queue: Queue): QueueQuestions {
    const known = this.#questions.get(queue.key);
    if (known?.queue === queue) return known;
    if (known && sameChannels(known.queue.channels, queue.channels)) {
      known.queue = queue;
      return known;
    }
    const made: QueueQuestions = {queue, all: []};
    made.all = queue.channels.map(channel => new OperationStatusQuestion(made, channel, this.#shared));
    this.#questions.set(queue.key, made);
    return made;
  }

  #forgetVanished(): void {
    for (const key of this.#questions.keys()) {
      if (this.#picture.queues.has(key)) continue;
      this.#questions.delete(key);
      this.knowledge.hours.forget(key);
    }
  }
}

/** What all questions read when they are asked for their weight. */
type Shared = {
  readonly picture: Picture;
  readonly attention: Attention;
  readonly knowledge: FlipKnowledge;
  unit: number;
};
type QueueQuestions = {queue: Queue; all: readonly OperationStatusQuestion[]};

class OperationStatusQuestion implements Candidate {
  readonly kind = 'operation_status';
  readonly operation = getQueueOperationStatus;
  readonly key: string;
  readonly label: string;
  readonly input: Candidate['input'];
  readonly #of: QueueQuestions;
  readonly channel: Channel;
  readonly #shared: Shared;
  readonly #doubt: StateDoubt;
  #signedAt: Queue['at'] | null = null;
  #since: number | null = null;

  constructor(of: QueueQuestions, channel: Channel, shared: Shared) {
    const {key, menuId, lang} = of.queue;
    this.key = operationStatusKey(key, channel);
    this.label = `status ${menuId} ${lang} ${channel}`;
    this.input = {query: {menu_id: menuId, lang, channel_type: channel}};
    this.#of = of;
    this.channel = channel;
    this.#shared = shared;
    this.#doubt = new StateDoubt(shared.knowledge, key);
    const known = of.queue.states[channel];
    if (known) this.#doubt.told(known.value, known.at);
  }

  get weight(): number {
    return this.#shared.unit * weightOf(this.#shared.attention.queues, this.#of.queue.key);
  }

  value(now: number): number {
    const weight = CELL_WEIGHT * weightOf(this.#shared.attention.queues, this.#of.queue.key);
    const flips = this.flipsExpected(now);
    this.#since ??= now;
    // Never told: whatever is shown is not what is so, and being told lasts. It is asked in the end, whatever else there is.
    if (flips === null || this.knownAt === null) return weight * (FIRST_LOOK_S + (now - this.#since) / 1000);
    const age = (now - this.knownAt) / 1000;
    return weight * crawlIndex(age, flips) * (1 + age / NEGLECTED_S);
  }

  /** Flips to be expected since the state was told; null when it never was. */
  flipsExpected(now: number): number | null {
    const {queue} = this.#of;
    if (this.#signedAt !== queue.at) {
      this.#signedAt = queue.at;
      this.#doubt.sign(signOf(queue, this.channel), queue.at.mono);
    }
    return this.#doubt.expected(now);
  }

  slept(ms: number): void {
    this.#doubt.slept(ms);
  }

  get knownAt(): number | null {
    return this.#of.queue.states[this.channel]?.at.mono ?? null;
  }

  readonly apply = (answer: Answer<unknown>): void => {
    const state = stateOf(answer.data as Flags);
    if (!state) throw new Error('neither after_hour nor overcapacity was told');
    this.flipsExpected(answer.at.mono);
    this.#doubt.told(state, answer.at);
    this.#shared.picture.applyOperationState(this.#of.queue.key, this.channel, state, answer.at);
  };
}

const sameChannels = (a: readonly Channel[], b: readonly Channel[]): boolean =>
  a.length === b.length && a.every((channel, index) => channel === b[index]);

type Flags = {after_hour?: boolean | null; after_hours?: boolean | null; overcapacity?: boolean | null};

/** Closed goes before full: a closed queue takes nobody, however much room it has. Null when no flag was told. */
function stateOf(flags: Flags): OperationState | null {
  const told = [flags.after_hour, flags.after_hours, flags.overcapacity];
  if (told.every(flag => flag === undefined || flag === null)) return null;
  if (flags.after_hour || flags.after_hours) return 'after_hours';
  return flags.overcapacity ? 'over_capacity' : 'open';
}
