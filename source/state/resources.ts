import type {BudgetView} from '../budget/request-budget.js';
import type {Stamp} from '../lib/clock.js';
import type {Agent} from '../picture/agent.js';
import type {Status} from '../picture/presence/status-list.js';
import type {Channel, Queue} from '../picture/queue.js';
import type {Level} from '../picture/thresholds.js';
import type {WaitCell} from '../picture/wait-cells.js';
import type {Watched} from '../picture/watch-list.js';
import type {Coverage, Health} from '../polling/poller.js';
import type {Limits} from '../settings/thresholds-schema.js';
import type {ActivityEntry} from './activity-log.js';

/** Queues with what is needed to judge their age. */
export type QueuesResource = {
  readonly queues: readonly Queue[];
  /** Chance, 0 to 1, that a wait or count, or a state, is no longer what is shown. */
  readonly waitDoubt: (queue: Queue, cell: WaitCell) => number;
  readonly stateDoubt: (queue: Queue, channel: Channel) => number;
  /** How what a wait row told stands to the profile's thresholds. */
  readonly level: (queue: Queue, cell: WaitCell) => Level;
  /** What a cell of a queue is to stay between. */
  readonly limits: (queue: Queue, cell: WaitCell) => Limits;
  /** Whether there are thresholds for a cell at all: it then needs room for their signs. */
  readonly isLimited: (cell: WaitCell) => boolean;
  /** Ms between two looks under the present plan, by candidate key. */
  readonly planned: (key: string) => number;
};

/** Before anything is known of any queue. */
export const NO_QUEUES: QueuesResource = {
  queues: [],
  waitDoubt: () => 0,
  stateDoubt: () => 0,
  level: () => 'ok',
  limits: () => ({}),
  isLimited: () => false,
  planned: () => 0,
};

/** Agents and statuses with what is needed to judge their age. */
export type AgentsResource = {
  /** Active agents only. */
  readonly agents: readonly Agent[];
  readonly deactivated: number;
  readonly statuses: readonly Status[];
  readonly statusSeenAt: ReadonlyMap<number, Stamp>;
  /** Records told of a status that holds more than an answer does, by status id. */
  readonly statusCut: ReadonlyMap<number, number>;
  /** Ms between two looks under the present plan, by candidate key. */
  readonly planned: (key: string) => number;
};

/** Before anything is known of anybody. */
export const NO_AGENTS: AgentsResource = {
  agents: [],
  deactivated: 0,
  statuses: [],
  statusSeenAt: new Map(),
  statusCut: new Map(),
  planned: () => 0,
};

/** How the session is doing. */
export type SessionResource = {
  readonly health: Health;
  readonly coverage: Coverage;
  readonly budget: BudgetView;
};

/** What the header names: which tenant, and what is different about this console. */
export type ConsoleFacts = {
  readonly tenant: string;
  /** Colour of the tenant's badge: a name or #rrggbb; null for none. */
  readonly badge: string | null;
  readonly readOnly: boolean;
  readonly dryRun: boolean;
  /** Names and numbers are pseudonyms. */
  readonly isMasked: boolean;
};

/** Everything that panels can read, by key. Values are immutable; a new value means that something changed. */
export type ResourceMap = {
  readonly queues: QueuesResource;
  readonly agents: AgentsResource;
  readonly session: SessionResource;
  readonly watched: readonly Watched[];
  readonly activity: readonly ActivityEntry[];
  /** Both clocks, once a second: what ages are counted from. */
  readonly now: Stamp;
  readonly facts: ConsoleFacts;
};
export type ResourceKey = keyof ResourceMap;

/** Newest value per key, with subscriptions: what the session publishes and panels read. */
export class Resources {
  readonly #values = new Map<ResourceKey, ResourceMap[ResourceKey]>();
  readonly #listeners = new Map<ResourceKey, Set<(value: never) => void>>();

  get<K extends ResourceKey>(key: K): ResourceMap[K] | undefined {
    return this.#values.get(key) as ResourceMap[K] | undefined;
  }

  publish<K extends ResourceKey>(key: K, value: ResourceMap[K]): void {
    this.#values.set(key, value);
    for (const listener of this.#listeners.get(key) ?? []) (listener as (value: ResourceMap[K]) => void)(value);
  }

  /** Calls `listener` with the present value, if there is one, and with every later one. */
  subscribe<K extends ResourceKey>(key: K, listener: (value: ResourceMap[K]) => void): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners);
    listeners.add(listener as (value: never) => void);
    const present = this.get(key);
    if (present !== undefined) listener(present);
    return () => listeners.delete(listener as (value: never) => void);
  }
}
