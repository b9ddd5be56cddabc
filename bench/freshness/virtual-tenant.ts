import type {Answer} from '../../source/api/client.js';
import type {UserRecord} from '../../source/api/operations/users.js';
import type {Clock, Stamp} from '../../source/lib/clock.js';
import type {Channel} from '../../source/picture/queue.js';
import type {Candidate} from '../../source/polling/candidate.js';
import {AgentFloor, type FloorKind} from './agent-floor.js';
import {QueueFloor, type TrueQueue} from './queue-floor.js';

/** The wall clock at the start of virtual time. */
const START = Date.UTC(2026, 2, 2, 9);
/** `/users` with a filter stops at so many records. */
export const MOST_RECORDS = 1000;
const LANGUAGES = ['en', 'fr'];

/** A tenant in virtual time that answers at once: nothing but the choice of requests and the inference is measured. */
export class VirtualTenant {
  readonly languages = LANGUAGES;
  readonly agents: AgentFloor;
  readonly queues: QueueFloor;
  readonly records: readonly UserRecord[];
  readonly clock: Clock;
  #now = 0;
  readonly #byKey: ReadonlyMap<string, TrueQueue>;

  constructor(kind: FloorKind, sizes: {readonly agents: number; readonly queues: number}, seed: number) {
    this.agents = new AgentFloor(kind, sizes.agents, seed);
    this.queues = new QueueFloor(sizes.queues, LANGUAGES, seed);
    this.records = Array.from({length: sizes.agents}, (_, index) => ({id: index + 1}) as UserRecord);
    this.#byKey = new Map(this.queues.queues.map(queue => [`${queue.lang}/${queue.id}`, queue]));
    this.clock = {now: () => this.#now * 1000, wall: () => START + this.#now * 1000, sleep: () => Promise.resolve()};
  }

  /** Virtual time, s. */
  get now(): number {
    return this.#now;
  }

  get stamp(): Stamp {
    return {mono: this.clock.now(), wall: this.clock.wall()};
  }

  advance(now: number): void {
    this.#now = now;
    this.agents.advance(now);
    this.queues.advance(now);
  }

  queue(key: string): TrueQueue | undefined {
    return this.#byKey.get(key);
  }

  /** What the tenant would answer to a question now. */
  answer(candidate: Pick<Candidate, 'operation' | 'input'>): Answer<unknown> {
    return {
      data: this.#dataOf(candidate),
      body: Buffer.alloc(0),
      status: 200,
      ms: 0,
      slotWaitMs: 0,
      at: this.stamp,
      header: name => (name === 'date' ? new Date(this.clock.wall()).toUTCString() : undefined),
    };
  }

  #dataOf({operation, input}: Pick<Candidate, 'operation' | 'input'>): unknown {
    const query = (input.query ?? {}) as Record<string, unknown>;
    if (operation.id === 'listWaitTimes') {
      return this.queues.queues.filter(({lang}) => lang === query['lang']).map(queue => this.queues.row(queue));
    }
    if (operation.id === 'getQueueOperationStatus') {
      const queue = this.queue(`${query['lang']}/${query['menu_id']}`);
      const state = queue?.states[query['channel_type'] as Channel];
      return {after_hour: state === 'after_hours', overcapacity: state === 'over_capacity'};
    }
    return this.#users(query);
  }

  #users(query: Record<string, unknown>): UserRecord[] {
    const {places, changedAt} = this.agents;
    const statusIds = query['status_id[]'] as readonly string[] | undefined;
    const wanted = new Set((statusIds ?? []).map(id => Number(id) - 1));
    const from = Date.parse(String(query['status_updated_at[from]'] ?? ''));
    const isIn = (agent: number): boolean => {
      const place = places[agent] ?? 0;
      if (statusIds) return wanted.has(place);
      if (query['online[]']) return place !== 0;
      if (query['wrap_up[]']) return place === 3;
      return START + (changedAt[agent] ?? 0) * 1000 > from;
    };
    const found: UserRecord[] = [];
    for (let agent = 0; agent < places.length && found.length < MOST_RECORDS; agent += 1) {
      if (isIn(agent)) found.push(this.records[agent] as UserRecord);
    }
    return found;
  }
}
