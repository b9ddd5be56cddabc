import type {Answer} from '../../api/client.js';
import {listUsers, type UserRecord} from '../../api/operations/users.js';
import type {Picture, PresenceFilter} from '../../picture/picture.js';
import type {Candidate} from '../candidate.js';
import type {PresenceChoice} from '../presence/presence-choice.js';
import {isComplete} from './is-complete.js';

/** What questions about presence share. */
export type PresenceSubject = {
  readonly picture: Picture;
  /** The choice of a slot, at monotonic ms; the same until the next slot. */
  readonly choiceAt: (now: number) => PresenceChoice;
  /** Puts an answer into the picture; `expected`: how many agents it was to put right, weighted. */
  readonly apply: (filter: PresenceFilter, answer: Answer<unknown>, askedAt: number, expected?: number) => void;
};

/** Share of the slots under the staleness rule. */
const SHARE = 0.5;
const QUESTION = {kind: 'presence', operation: listUsers, weight: SHARE} as const;

/** Who is in the set of statuses that is worth most. What that is, is decided when the slot is given away. */
export class StatusSetQuestion implements Candidate {
  readonly kind = QUESTION.kind;
  readonly operation = QUESTION.operation;
  readonly weight = SHARE;
  readonly key: string;
  readonly knownAt: number | null;
  readonly coverage: {readonly known: number; readonly total: number};
  readonly #subject: PresenceSubject;
  readonly #pending: Map<string, Uint8Array>;
  readonly plannedFor: (key: string, now: number) => number | undefined;
  #choice: PresenceChoice | null = null;

  /** `pending`: the sets whose answers are on their way, by the key of their question. */
  constructor(
    subject: PresenceSubject,
    pending: Map<string, Uint8Array>,
    known: Pick<Candidate, 'knownAt'> & Required<Pick<Candidate, 'plannedFor'>>,
  ) {
    const {statuses, statusSeenAt} = subject.picture;
    this.#subject = subject;
    this.#pending = pending;
    this.key = `presence/set/${[0, 1, 2].find(turn => !pending.has(`presence/set/${turn}`))}`;
    this.knownAt = known.knownAt;
    this.plannedFor = known.plannedFor;
    const asked = statuses.all.filter(({id}) => statusSeenAt.has(id)).length;
    // Once most is known by belief, a status that nobody need ask about is not a gap.
    this.coverage = {known: known.knownAt === null ? asked : statuses.all.length, total: statuses.all.length};
  }

  value(now: number): number {
    this.#choice = this.#subject.choiceAt(now);
    return this.#choice.value;
  }

  get #chosen(): PresenceChoice {
    this.#choice ??= this.#subject.choiceAt(Number.NEGATIVE_INFINITY);
    return this.#choice;
  }

  get label(): string {
    const {byId} = this.#subject.picture.statuses;
    return `presence ${this.#chosen.statusIds.map(id => byId.get(id)?.name ?? id).join(', ')}`;
  }

  get input(): Candidate['input'] {
    return {query: {'status_id[]': this.#chosen.statusIds.map(String)}};
  }

  readonly onAsked = (): void => {
    this.#pending.set(this.key, this.#chosen.inside);
  };

  readonly onError = (): boolean => {
    this.#pending.delete(this.key);
    return false;
  };

  readonly apply = (answer: Answer<unknown>, askedAt: number): void => {
    this.#pending.delete(this.key);
    const {statusIds, gain} = this.#chosen;
    this.#subject.apply({kind: 'status', statusIds}, answer, askedAt, gain);
  };
}

/** Who is in these statuses, whatever else is worth asking: an action has put somebody there. */
export function awaitedQuestion(
  subject: PresenceSubject,
  statusIds: readonly number[],
  value: (now: number) => number,
): Candidate {
  return {
    ...QUESTION,
    key: 'presence/awaited',
    label: 'presence after an action',
    input: {query: {'status_id[]': statusIds.map(String)}},
    knownAt: 0,
    value,
    apply: (answer, askedAt) => subject.apply({kind: 'status', statusIds}, answer, askedAt),
  };
}

/** Who is in a status that belief has given no reason to ask about for long: it may be wrong about that. `dueAt`: monotonic ms. */
export function neglectedQuestion(subject: PresenceSubject, statusId: number, dueAt: number): Candidate {
  const statusIds = [statusId];
  return {
    ...QUESTION,
    key: 'presence/neglected',
    label: `presence ${subject.picture.statuses.byId.get(statusId)?.name ?? statusId}`,
    input: {query: {'status_id[]': statusIds.map(String)}},
    knownAt: 0,
    due: dueAt,
    apply: (answer, askedAt) => subject.apply({kind: 'status', statusIds}, answer, askedAt),
  };
}

/** Who has changed since the mark. `from`: that moment on the tenant's clock, ms since 1970, not too late. */
export function changedQuestion(
  subject: PresenceSubject,
  {from, marginMs}: {readonly from: number; readonly marginMs: number},
): Candidate {
  return {
    ...QUESTION,
    key: 'presence/changed',
    label: 'presence changed',
    input: {query: {'status_updated_at[from]': new Date(from).toISOString()}},
    knownAt: 0,
    value: now => subject.choiceAt(now).changedValue,
    apply: (answer, askedAt) => subject.apply({kind: 'changed', marginMs}, answer, askedAt),
  };
}

/** Who is online, or in wrap-up: what the detail of an agent shows beside the status. */
export function flagQuestion(
  subject: PresenceSubject,
  flag: 'online' | 'wrap_up',
  {knownAt, value}: {readonly knownAt: number; readonly value: (now: number) => number},
): Candidate {
  return {
    ...QUESTION,
    key: `presence/${flag}`,
    label: `presence ${flag}`,
    input: {query: {[flag === 'online' ? 'online[]' : 'wrap_up[]']: [true]}},
    knownAt,
    value,
    apply: (answer, askedAt) => subject.apply({kind: flag}, answer, askedAt),
  };
}

/** What one presence answer holds. */
export const presenceAnswer = (answer: Answer<unknown>, askedAt: number) => ({
  records: answer.data as UserRecord[],
  complete: isComplete(answer),
  askedAt,
});
