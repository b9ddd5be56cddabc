import type {AuditLog} from '../audit/audit-log.js';
import {type Clock, type Stamp, stampOf} from '../lib/clock.js';
import type {Picture} from '../picture/picture.js';
import type {Attention} from '../polling/attention.js';
import type {ActivityLog} from '../state/activity-log.js';
import type {Expected, PreparedAction} from './prepared-action.js';

type Expectation = {
  readonly action: PreparedAction;
  readonly answeredAt: Stamp;
  readonly open: Map<number, number>;
  readonly total: number;
};

/** After this, what was not seen is said to be not seen, ms. */
const PATIENCE_MS = 5 * 60_000;

/** Waits until polls show what an action's answer promised: the last step of an action's life. */
export class SeenWatch {
  readonly #picture: Picture;
  readonly #clock: Clock;
  readonly #activity: ActivityLog;
  readonly #audit: AuditLog;
  readonly #attention: Pick<Attention, 'awaited'>;
  #expectations: readonly Expectation[] = [];

  constructor(options: {
    picture: Picture;
    clock: Clock;
    activity: ActivityLog;
    audit: AuditLog;
    /** Told what is waited for, so that polls look for it first. */
    attention: Pick<Attention, 'awaited'>;
  }) {
    this.#picture = options.picture;
    this.#clock = options.clock;
    this.#activity = options.activity;
    this.#audit = options.audit;
    this.#attention = options.attention;
    this.#picture.onChange(() => this.#look());
  }

  /** An answer at `answeredAt` promised a status for each of these agents; or it was lost, and may have. */
  expect(action: PreparedAction, expected: readonly Expected[], answeredAt: Stamp): void {
    const open = new Map<number, number>();
    for (const {agentId, status} of expected) {
      const id = this.#picture.statuses.byName(status)?.id;
      if (id !== undefined) open.set(agentId, id);
    }
    if (open.size === 0) return;
    this.#expectations = [...this.#expectations, {action, answeredAt, open, total: open.size}];
    this.#await();
  }

  #await(): void {
    this.#attention.awaited = new Map(this.#expectations.flatMap(({open}) => [...open]));
  }

  #look(): void {
    if (this.#expectations.length === 0) return;
    for (const expectation of this.#expectations) {
      for (const [agentId, statusId] of expectation.open) {
        const presence = this.#picture.agents.get(agentId)?.presence;
        // The answer's own rows also carry a time; only a later look counts.
        const seenLater = presence?.seenAt && presence.seenAt.mono > expectation.answeredAt.mono + 1;
        if (seenLater && presence.statusId === statusId) expectation.open.delete(agentId);
      }
      this.#report(expectation);
    }
    const now = this.#clock.now();
    this.#expectations = this.#expectations.filter(one => one.open.size > 0 && now - one.answeredAt.mono < PATIENCE_MS);
    this.#await();
  }

  #report({action, answeredAt, open, total}: Expectation): void {
    const isOver = this.#clock.now() - answeredAt.mono >= PATIENCE_MS;
    if (open.size > 0 && !isOver) return;
    const seen = total - open.size;
    const words =
      open.size === 0
        ? `Seen: ${action.title}${isPart(action, total) ? ` (the ${total} that changed)` : ''}`
        : `Seen for ${seen} of ${total} within 5 min: ${action.title}`;
    this.#activity.add(stampOf(this.#clock), open.size === 0 ? 'action' : 'problem', words);
    const [first] = action.steps;
    void this.#audit
      .append({
        event: open.size === 0 ? 'seen' : 'unknown',
        actionId: action.id,
        operation: first?.operation.id ?? '',
        targets: action.targets,
        request: null,
        outcome: {seen, total},
      })
      .catch((error: unknown) => this.#activity.add(stampOf(this.#clock), 'problem', String(error)));
  }
}

/** Whether fewer were changed than the action named: what is seen is then not all that was wanted. */
const isPart = (action: PreparedAction, total: number): boolean =>
  action.targets.some(target => target.kind !== 'agent') || action.targets.length > total;
