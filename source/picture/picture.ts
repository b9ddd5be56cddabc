import type {AgentStatusRow} from '../api/operations/agent-statuses.js';
import type {UserRecord} from '../api/operations/users.js';
import type {WaitRow} from '../api/operations/wait-times.js';
import type {Stamp} from '../lib/clock.js';
import {type Agent, type Presence, UNKNOWN_PRESENCE} from './agent.js';
import {agentOfRecord} from './agent-of-record.js';
import {TOLD, type Told} from './presence/answer-log.js';
import {type Evidence, FLAG_ODD_ANSWER, PresenceBelief} from './presence/presence-belief.js';
import {PresenceLearner} from './presence/presence-learner.js';
import {PresenceModel} from './presence/presence-model.js';
import type {StatusList} from './presence/status-list.js';
import {type Channel, type OperationState, type Queue, queueKey} from './queue.js';
import {queueOfRow} from './queue-of-row.js';

/** What changed in the picture: names only, the values are read from the picture, where what is gone is no longer. */
export type PictureChange =
  | {readonly type: 'wait'; readonly key: string}
  | {readonly type: 'queue_status'; readonly key: string; readonly channel: Channel}
  | {readonly type: 'agent'; readonly id: number}
  | {readonly type: 'directory'}
  | {readonly type: 'gone'; readonly kind: 'queue'; readonly key: string}
  | {readonly type: 'gone'; readonly kind: 'agent'; readonly id: number};

export type PictureListener = (changes: readonly PictureChange[], at: Stamp) => void;

/** Which users a presence request asked for. */
export type PresenceFilter =
  | {readonly kind: 'status'; readonly statusIds: readonly number[]}
  | {readonly kind: 'online'}
  | {readonly kind: 'wrap_up'}
  /** Who has changed since the belief's mark, or up to `marginMs` before it. */
  | {readonly kind: 'changed'; readonly marginMs: number};

/** What a presence request brought. `askedAt`: monotonic ms at which it was sent. */
export type PresenceAnswer = {
  readonly records: readonly UserRecord[];
  readonly complete: boolean;
  readonly askedAt: number;
};

/**
 * The supervisor's picture of the floor: what answers have told so far, each value with the moment it arrived. Answers
 * are applied here and nowhere else; readers subscribe to what changed. Nothing is ever removed because it is old.
 */
export class Picture {
  readonly statuses: StatusList;
  readonly queues = new Map<string, Queue>();
  readonly agents = new Map<number, Agent>();
  /** When each status was last asked for, by status id. */
  readonly statusSeenAt = new Map<number, Stamp>();
  /** How many records the last answer about a status told, by status id, where there were more than an answer can hold. */
  readonly statusCut = new Map<number, number>();
  /** When waits of a language last arrived, by language. */
  readonly waitsAt = new Map<string, Stamp>();
  /** When the directory was last read to its end. */
  directoryAt: Stamp | null = null;
  readonly belief: PresenceBelief;
  /** How agents move between statuses, and what is learned of that. */
  readonly model: PresenceModel;
  readonly learner: PresenceLearner;
  readonly #listeners = new Set<PictureListener>();

  constructor(statuses: StatusList) {
    this.statuses = statuses;
    this.model = new PresenceModel(statuses);
    this.learner = new PresenceLearner(this.model);
    this.belief = new PresenceBelief(statuses, this.model);
  }

  /** Calls `listener` after every answer that changed something. Returns the way to stop. */
  onChange(listener: PictureListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits of one language. A queue that is no longer listed is gone from that language. */
  applyWaits(lang: string, rows: readonly WaitRow[], at: Stamp): void {
    const changes: PictureChange[] = [];
    const listed = new Set<string>();
    for (const row of rows) {
      const key = queueKey(lang, row.menu_id);
      listed.add(key);
      const before = this.queues.get(key);
      const queue = queueOfRow(lang, row, before, at);
      this.queues.set(key, queue);
      if (!before || waitDiffers(before, queue)) changes.push({type: 'wait', key});
    }
    for (const [key, queue] of this.queues) {
      if (queue.lang !== lang || listed.has(key)) continue;
      this.queues.delete(key);
      changes.push({type: 'gone', kind: 'queue', key});
    }
    this.waitsAt.set(lang, at);
    this.#tell(changes, at);
  }

  applyOperationState(key: string, channel: Channel, state: OperationState, at: Stamp): void {
    const queue = this.queues.get(key);
    if (!queue) return;
    const before = queue.states[channel]?.value;
    this.queues.set(key, {...queue, states: {...queue.states, [channel]: {value: state, at}}});
    this.#tell(before === state ? [] : [{type: 'queue_status', key, channel}], at);
  }

  /** One page of the directory, or records that came with another answer. */
  applyRecords(records: readonly UserRecord[], at: Stamp): void {
    for (const record of records) {
      const agent = agentOfRecord(record, this.agents.get(record.id));
      this.agents.set(record.id, agent);
      if (agent.active) this.belief.add(agent.id);
      else this.belief.forget(agent.id);
    }
    this.#tell(records.length > 0 ? [{type: 'directory'}] : [], at);
  }

  /** The directory was read to its end; whoever was not in it has been deleted. */
  directoryRead(seen: ReadonlySet<number>, at: Stamp): void {
    const changes: PictureChange[] = [{type: 'directory'}];
    for (const id of this.agents.keys()) {
      if (seen.has(id)) continue;
      this.agents.delete(id);
      this.belief.forget(id);
      changes.push({type: 'gone', kind: 'agent', id});
    }
    this.directoryAt = at;
    this.#tell(changes, at);
  }

  /**
   * The answer to a presence request. An incomplete one (1000 records: there may be more) tells only who is in; a
   * complete one also who is not. Returns how many agents are held in another status because of it.
   */
  applyPresence(filter: PresenceFilter, answer: PresenceAnswer, at: Stamp): number {
    const {records} = answer;
    const newcomers = records.filter(record => !this.agents.has(record.id));
    if (newcomers.length > 0) this.applyRecords(newcomers, at);
    const inside = new Set(records.map(record => record.id));
    if (!answer.complete) this.belief.reached(inside);
    return filter.kind === 'changed'
      ? this.#applyChanged(inside, filter.marginMs, answer, at)
      : this.#applyFilter(filter, inside, answer, at);
  }

  #applyFilter(
    filter: Exclude<PresenceFilter, {kind: 'changed'}>,
    inside: ReadonlySet<number>,
    {complete, askedAt}: PresenceAnswer,
    at: Stamp,
  ): number {
    const statusIds = this.#statusesTold(filter);
    const odd = filter.kind === 'wrap_up' ? FLAG_ODD_ANSWER : undefined;
    const evidence = statusIds.length > 0 ? this.belief.evidence(statusIds, askedAt, at, odd) : null;
    // Being online means not being in the status Offline.
    const isNegated = filter.kind === 'online';
    const isInside = (id: number) => (isNegated ? !inside.has(id) : inside.has(id));
    const changes: PictureChange[] = [];
    for (const agent of this.agents.values()) {
      if (!agent.active) continue;
      const isIn = inside.has(agent.id);
      if (!isIn && !complete) continue;
      const counted = evidence !== null && this.belief.weigh(agent.id, evidence, isInside(agent.id));
      const flagged = filter.kind === 'status' ? agent : withFlag(agent, filter.kind, isIn, at);
      const seenIn = counted && isIn && !isNegated && filter.kind === 'status' ? statusIds : [];
      if (this.#hold(flagged, seenIn, at)) changes.push({type: 'agent', id: agent.id});
    }
    if (filter.kind === 'status') this.#askedAbout(filter.statusIds, complete ? null : inside.size, at);
    if (evidence) this.#learn(evidence, id => (inside.has(id) || complete ? isInside(id) : null), at);
    this.#tell(changes, at);
    return changes.length;
  }

  /** `cutAt`: how many records an answer told that was cut off. */
  #askedAbout(statusIds: readonly number[], cutAt: number | null, at: Stamp): void {
    for (const id of statusIds) {
      this.statusSeenAt.set(id, at);
      if (cutAt === null) this.statusCut.delete(id);
      else if (statusIds.length === 1) this.statusCut.set(id, cutAt);
    }
  }

  #applyChanged(inside: ReadonlySet<number>, marginMs: number, {complete, askedAt}: PresenceAnswer, at: Stamp): number {
    const evidence = this.belief.changeEvidence(marginMs, askedAt, at);
    const changes: PictureChange[] = [];
    for (const agent of this.agents.values()) {
      if (!agent.active) continue;
      const isIn = inside.has(agent.id);
      if (!isIn && !complete) continue;
      if (!this.belief.weighChange(agent.id, evidence, isIn)) continue;
      if (this.#hold(agent, [], at)) changes.push({type: 'agent', id: agent.id});
    }
    this.#tell(changes, at);
    return changes.length;
  }

  /** `isIn`: null where the answer told nothing of an agent. */
  #learn(evidence: Evidence, isIn: (id: number) => boolean | null, at: Stamp): void {
    this.learner.offer([...this.agents.values()].filter(agent => agent.active).map(agent => agent.id));
    const toldOf = (id: number): Told => {
      const told = this.agents.get(id)?.active ? isIn(id) : null;
      return told === null ? TOLD.nothing : told ? TOLD.in : TOLD.out;
    };
    // The wall clock goes on while a laptop sleeps; where it jumps, a gap is not learned from.
    this.learner.record(at.wall, evidence, toldOf);
  }

  /** Rows of a status change or logout: they name each agent's status now, for certain. */
  applyStatusRows(rows: readonly AgentStatusRow[], at: Stamp): void {
    const changes: PictureChange[] = [];
    for (const row of rows) {
      const agent = this.agents.get(row.agent_id);
      if (!agent || !row.current_status) continue;
      const statusId = this.statuses.byName(row.current_status)?.id ?? null;
      this.belief.know(agent.id, statusId, at);
      if (this.#hold(agent, statusId === null ? [] : [statusId], at)) changes.push({type: 'agent', id: agent.id});
    }
    this.#tell(changes, at);
  }

  /**
   * Lets doubt grow up to `at` although nothing arrives. The status held stays, as the last good value does: without an
   * answer nothing speaks for another one.
   */
  age(at: Stamp): void {
    for (const agent of this.agents.values()) {
      const {statusId, confidence} = agent.presence;
      if (!agent.active || statusId === null) continue;
      const chance = this.belief.chanceOf(agent.id, statusId, at);
      if (Math.abs(chance - confidence) < CONFIDENCE_STEP) continue;
      this.agents.set(agent.id, {...agent, presence: {...agent.presence, confidence: chance}});
    }
    this.#tell([], at);
  }

  /** The statuses that an answer to `filter` says something about. */
  #statusesTold(filter: Exclude<PresenceFilter, {kind: 'changed'}>): readonly number[] {
    if (filter.kind === 'status') return filter.statusIds;
    const status = this.statuses.byName(filter.kind === 'online' ? 'Offline' : 'Wrap-up');
    return status ? [status.id] : [];
  }

  /**
   * Stores the agent with the presence now believed; true when the status held has changed. `seenIn`: the answer said
   * that the agent is in one of these.
   */
  #hold(agent: Agent, seenIn: readonly number[], at: Stamp): boolean {
    const before = agent.presence;
    const {statusId, confidence, isUnlisted} = this.belief.mostLikely(agent.id, at);
    const changed = before.statusId !== statusId || before.isUnlisted !== isUnlisted;
    const isSeen = statusId !== null && seenIn.includes(statusId);
    const isSame = !changed && !isSeen && Math.abs(before.confidence - confidence) < CONFIDENCE_STEP;
    if (isSame) {
      if (this.agents.get(agent.id) !== agent) this.agents.set(agent.id, agent);
      return false;
    }
    const wasKnown = before.statusId !== null || before.isUnlisted;
    const presence: Presence =
      statusId === null && !isUnlisted
        ? UNKNOWN_PRESENCE
        : {
            statusId,
            confidence,
            seenAt: isSeen ? at : changed ? null : before.seenAt,
            // When the first status known began, nobody tells.
            heldSince: !changed ? before.heldSince : wasKnown ? at : null,
            isUnlisted,
          };
    this.agents.set(agent.id, {...agent, presence});
    return changed;
  }

  #tell(changes: readonly PictureChange[], at: Stamp): void {
    for (const listener of this.#listeners) listener(changes, at);
  }
}

/** A smaller change of confidence is not worth a new agent object, ten thousand times per answer. */
const CONFIDENCE_STEP = 0.002;

/** The agent with what an answer told of one of its flags. */
const withFlag = (agent: Agent, flag: 'online' | 'wrap_up', value: boolean, at: Stamp): Agent =>
  flag === 'online' ? {...agent, online: {value, at}} : {...agent, wrapUp: {value, at}};

function waitDiffers(before: Queue, after: Queue): boolean {
  return (
    before.wait.call !== after.wait.call ||
    before.wait.chat !== after.wait.chat ||
    before.loggedIn !== after.loggedIn ||
    before.available !== after.available ||
    before.breakthrough !== after.breakthrough ||
    before.path !== after.path ||
    before.channels.join() !== after.channels.join()
  );
}
