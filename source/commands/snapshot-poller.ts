import {
  AnswerLostError,
  type ApiError,
  BadRequestError,
  CredentialsRefusedError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  UnreachableError,
} from '../api/errors.js';
import type {Candidate} from '../polling/candidate.js';
import {Planner} from '../polling/planner.js';
import {Poller} from '../polling/poller.js';
import {DirectoryPoll} from '../polling/polls/directory-poll.js';
import {OperationStatusPoll} from '../polling/polls/operation-status-poll.js';
import {PresenceSweep} from '../polling/polls/presence-sweep.js';
import {WaitsPoll} from '../polling/polls/waits-poll.js';
import {stalenessValue} from '../polling/staleness-value.js';
import type {TenantSession} from '../session/tenant-session.js';

/** A question that fails this often is left open. */
const MOST_TRIES = 3;

/** One failure of a question, told when it happens. */
export type SnapshotFailure = {readonly operation: string; readonly error: ApiError};

/** Questions answered, of all. */
export type SnapshotProgress = {readonly known: number; readonly total: number; readonly isPlanned: boolean};

/**
 * Asks everything once. The session's own plan would come back to what has grown old before the rest is known, which
 * is right for a screen and makes a snapshot half as long again.
 */
export class SnapshotPoller {
  readonly #poller: Poller;
  readonly #candidates: () => readonly Candidate[];
  readonly #tries = new Map<string, number>();

  constructor(session: TenantSession, onFailure: (failure: SnapshotFailure) => void) {
    const {client, budget, clock, picture, languages, queueFilter} = session;
    const directory = new DirectoryPoll(picture);
    const presence = new PresenceSweep(picture);
    const waits = new WaitsPoll(picture, languages, {filter: queueFilter});
    const operationStatus = new OperationStatusPoll(picture);
    this.#candidates = () => [
      ...waits.candidates(),
      ...directory.candidates(),
      ...presence.candidates(),
      ...operationStatus.candidates(),
    ];
    this.#poller = new Poller({
      client,
      budget,
      clock,
      planner: new Planner((candidate, now, turns) => (isKnown(candidate) ? 0 : stalenessValue(candidate, now, turns))),
      sources: [() => this.#candidates().filter(({key}) => !this.#isLeftOpen(key))],
      listeners: {
        onHealth: () => {},
        onFailure: (candidate, error) => {
          this.#count(candidate.key, error);
          onFailure({operation: candidate.operation.id, error});
        },
      },
    });
  }

  /** Polls until `signal` aborts. */
  run(signal: AbortSignal): Promise<void> {
    return this.#poller.run(signal);
  }

  /** How many questions are answered; `isPlanned` is false while the queues are not known and `total` is too small. */
  progress(): SnapshotProgress {
    const candidates = this.#candidates();
    const waits = candidates.filter(candidate => candidate.kind === 'waits');
    return {
      known: candidates.filter(isKnown).length,
      total: candidates.length,
      isPlanned: waits.every(candidate => isKnown(candidate) || this.#isLeftOpen(candidate.key)),
    };
  }

  /** Whether nothing is left to ask: it is known, or will not be told. */
  isDone(): boolean {
    return this.#candidates().every(candidate => isKnown(candidate) || this.#isLeftOpen(candidate.key));
  }

  #count(key: string, error: ApiError): void {
    if (error instanceof RateLimitedError || error instanceof CredentialsRefusedError) return;
    const tries = isFinal(error) ? MOST_TRIES : isOfTenant(error) ? 0 : 1;
    this.#tries.set(key, (this.#tries.get(key) ?? 0) + tries);
  }

  #isLeftOpen(key: string): boolean {
    return (this.#tries.get(key) ?? 0) >= MOST_TRIES;
  }
}

const isKnown = (candidate: Candidate): boolean => candidate.knownAt !== null || candidate.due !== undefined;

/** The tenant will not answer this question however often it is asked. */
const isFinal = (error: ApiError): boolean =>
  error instanceof ForbiddenError || error instanceof NotFoundError || error instanceof BadRequestError;

/** No answer at all says nothing against the question. */
const isOfTenant = (error: ApiError): boolean => error instanceof UnreachableError || error instanceof AnswerLostError;
