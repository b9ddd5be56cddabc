import type {RequestEvent} from '../api/client.js';
import type {ApiError} from '../api/errors.js';
import {type Stamp, stampOf} from '../lib/clock.js';
import type {PictureChange} from '../picture/picture.js';
import type {Candidate} from '../polling/candidate.js';
import type {TenantSession} from '../session/tenant-session.js';
import type {LineOutput} from './line-output.js';
import {agentLine, errorLine, queueStatusLine, requestLine, waitLine} from './watch-lines.js';

/** While the same thing goes on failing in the same way, it is told again this often, ms. */
const ERROR_AGAIN_MS = 60_000;
/** Request lines kept for a reader that does not keep up. */
const REQUESTS_KEPT = 1000;

type PrinterOptions = {
  readonly session: TenantSession;
  readonly tenant: string;
  readonly output: LineOutput;
  /** Whether each request made is told too. */
  readonly withRequests: boolean;
};

/** Turns what a session learns into lines: everything once when it becomes known, then each change. */
export class WatchPrinter {
  readonly #session: TenantSession;
  readonly #tenant: string;
  readonly #output: LineOutput;
  readonly #withRequests: boolean;
  /** The status last told of each agent, by id; an agent with null is known and its presence is not. */
  readonly #told = new Map<number, number | null>();
  /** The failure last told of each operation, and when (monotonic ms). */
  readonly #failures = new Map<string, {readonly message: string; readonly at: number}>();
  readonly #stops: readonly (() => void)[];
  #requests = 0;
  #hasAnswers = false;

  constructor({session, tenant, output, withRequests}: PrinterOptions) {
    this.#session = session;
    this.#tenant = tenant;
    this.#output = output;
    this.#withRequests = withRequests;
    this.#stops = [
      session.picture.onChange((changes, at) => this.#changed(changes, at)),
      session.listen({
        onRequest: event => this.#requested(event),
        onFailure: (candidate, error) => this.#failed(candidate, error),
      }),
    ];
  }

  /** Whether any request was ever answered as it should be. */
  get hasAnswers(): boolean {
    return this.#hasAnswers;
  }

  /** Prints nothing from now on. */
  stop(): void {
    for (const stop of this.#stops) stop();
  }

  #changed(changes: readonly PictureChange[], at: Stamp): void {
    const head = {wall: at.wall, tenant: this.#tenant};
    const {queues, agents} = this.#session.picture;
    for (const change of changes) {
      if (change.type === 'agent') this.#agent(change.id, at);
      if (change.type === 'directory') for (const id of agents.keys()) this.#agent(id, at);
      const queue = 'key' in change ? queues.get(change.key) : undefined;
      if (!queue) continue;
      if (change.type === 'wait') this.#output.print(`wait/${queue.key}`, waitLine(head, queue));
      if (change.type === 'queue_status') {
        this.#output.print(`state/${queue.key}/${change.channel}`, queueStatusLine(head, queue, change.channel));
      }
    }
  }

  #agent(id: number, at: Stamp): void {
    const {agents, statuses} = this.#session.picture;
    const agent = agents.get(id);
    if (!agent?.active) return;
    const before = this.#told.get(id);
    if (before === agent.presence.statusId) return;
    this.#told.set(id, agent.presence.statusId);
    const isFirst = before === undefined || before === null;
    this.#output.print(`agent/${id}`, agentLine({wall: at.wall, tenant: this.#tenant}, agent, statuses, isFirst));
  }

  #requested(event: RequestEvent): void {
    if (event.error === null) {
      this.#hasAnswers = true;
      // What fails after it has worked is news again.
      this.#failures.delete(event.operation);
    }
    if (!this.#withRequests) return;
    this.#requests += 1;
    this.#output.print(`request/${this.#requests % REQUESTS_KEPT}`, requestLine(this.#tenant, event));
  }

  #failed({operation}: Candidate, error: ApiError): void {
    const at = stampOf(this.#session.clock);
    const told = this.#failures.get(operation.id);
    if (told?.message === error.message && at.mono - told.at < ERROR_AGAIN_MS) return;
    this.#failures.set(operation.id, {message: error.message, at: at.mono});
    const head = {wall: at.wall, tenant: this.#tenant};
    this.#output.print(`error/${operation.id}/${error.name}`, errorLine(head, operation.id, error));
  }
}
