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
  /** They change only after a call or chat. */
  readonly isPutOff: boolean;
};

const MINUTE_MS = 60_000;
/** After so many minutes what was not seen is said to be not seen; calls last longer than polls. */
const PATIENCE_MIN = 5;
const PUT_OFF_MIN = 120;

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
    for (const isPutOff of [false, true]) {
      const open = new Map<number, number>();
      for (const {agentId, status} of expected.filter(one => (one.isPutOff ?? false) === isPutOff)) {
        const id = this.#picture.statuses.byName(status)?.id;
        if (id !== undefined) open.set(agentId, id);
      }
      if (open.size > 0) {
        this.#expectations = [...this.#expectations, {action, answeredAt, open, total: open.size, isPutOff}];
      }
    }
    this.#await();
  }

  #await(): void {
    // Who is in a call for an hour must not have polls look for them all that time.
    const soon = this.#expectations.filter(({isPutOff}) => !isPutOff);
    this.#attention.awaited = new Map(soon.flatMap(({open}) => [...open]));
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
    this.#expectations = this.#expectations.filter(one => one.open.size > 0 && !this.#isOver(one));
    this.#await();
  }

  #isOver({answeredAt, isPutOff}: Expectation): boolean {
    return this.#clock.now() - answeredAt.mono >= patienceOf(isPutOff) * MINUTE_MS;
  }

  #report(expectation: Expectation): void {
    const {action, open, total, isPutOff} = expectation;
    if (open.size > 0 && !this.#isOver(expectation)) return;
    const seen = total - open.size;
    const all = isPutOff
      ? ` (the ${total} that were in a call or chat)`
      : isPart(action, total)
        ? ` (the ${total} that changed)`
        : '';
    const words =
      open.size === 0
        ? `Seen: ${action.title}${all}`
        : `Seen for ${seen} of ${total}${isPutOff ? ' that were in a call or chat' : ''} within ${patienceOf(isPutOff)} min: ${action.title}`;
    this.#activity.add(stampOf(this.#clock), open.size === 0 ? 'action' : 'problem', words);
    const [first] = action.steps;
    void this.#audit
      .append({
        event: open.size === 0 ? 'seen' : 'unknown',
        actionId: action.id,
        operation: first?.operation.id ?? '',
        targets: action.targets,
        request: null,
        outcome: {
          seen,
          total,
          ...(isPutOff ? {afterCall: true} : {}),
          ...(open.size > 0 ? {unseen: [...open.keys()]} : {}),
        },
      })
      .catch((error: unknown) => this.#activity.add(stampOf(this.#clock), 'problem', String(error)));
  }
}

/** Whether fewer were changed than the action named: what is seen is then not all that was wanted. */
const isPart = (action: PreparedAction, total: number): boolean =>
  action.targets.some(target => target.kind !== 'agent') || action.targets.length > total;

const patienceOf = (isPutOff: boolean): number => (isPutOff ? PUT_OFF_MIN : PATIENCE_MIN);
