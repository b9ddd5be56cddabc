import type {Answer} from '../../api/client.js';
import {getQueueOperationStatus} from '../../api/operations/queue-operation-statuses.js';
import type {Picture} from '../../picture/picture.js';
import type {Channel, OperationState, Queue} from '../../picture/queue.js';
import type {Candidate} from '../candidate.js';
import {operationStatusKey} from './operation-status-key.js';

/** Share of the slots that operation status gets when everything is known once. */
const SHARE = 0.25;
/** A queue on the screen counts this many times one that is not. */
const VISIBLE = 4;

/**
 * One request per queue, language and channel; channels that the wait row lacks are not asked about. Large tenants have
 * thousands of these, and they are looked at for every slot: each is made once, and then reads the present queue.
 */
export class OperationStatusPoll {
  readonly #picture: Picture;
  readonly #shared: Shared;
  readonly #questions = new Map<string, QueueQuestions>();

  constructor(picture: Picture) {
    this.#picture = picture;
    this.#shared = {picture, visible: new Set(), unit: 0};
  }

  /** Every question of the queues now in the picture; those of `visible` queues (by key) count more. */
  candidates(visible: ReadonlySet<string>): readonly Candidate[] {
    const {queues} = this.#picture;
    const all: Candidate[] = [];
    let whole = 0;
    for (const queue of queues.values()) {
      const questions = this.#questionsOf(queue);
      whole += questions.all.length * (visible.has(queue.key) ? VISIBLE : 1);
      for (const question of questions.all) all.push(question);
    }
    this.#shared.visible = visible;
    this.#shared.unit = whole > 0 ? SHARE / whole : 0;
    if (this.#questions.size > queues.size) this.#forgetVanished();
    return all;
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
    for (const key of this.#questions.keys()) if (!this.#picture.queues.has(key)) this.#questions.delete(key);
  }
}

/** What all questions read when they are asked for their weight. */
type Shared = {readonly picture: Picture; visible: ReadonlySet<string>; unit: number};
type QueueQuestions = {queue: Queue; all: readonly Candidate[]};

class OperationStatusQuestion implements Candidate {
  readonly kind = 'operation_status';
  readonly operation = getQueueOperationStatus;
  readonly key: string;
  readonly label: string;
  readonly input: Candidate['input'];
  readonly #of: QueueQuestions;
  readonly #channel: Channel;
  readonly #shared: Shared;

  constructor(of: QueueQuestions, channel: Channel, shared: Shared) {
    const {key, menuId, lang} = of.queue;
    this.key = operationStatusKey(key, channel);
    this.label = `status ${menuId} ${lang} ${channel}`;
    this.input = {query: {menu_id: menuId, lang, channel_type: channel}};
    this.#of = of;
    this.#channel = channel;
    this.#shared = shared;
  }

  get weight(): number {
    return this.#shared.unit * (this.#shared.visible.has(this.#of.queue.key) ? VISIBLE : 1);
  }

  get knownAt(): number | null {
    return this.#of.queue.states[this.#channel]?.at.mono ?? null;
  }

  readonly apply = (answer: Answer<unknown>): void => {
    const state = stateOf(answer.data as Flags);
    if (!state) throw new Error('neither after_hour nor overcapacity was told');
    this.#shared.picture.applyOperationState(this.#of.queue.key, this.#channel, state, answer.at);
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
