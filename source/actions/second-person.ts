import type {Approval, ApprovalDesk, AskedApproval} from '../approvals/approval-desk.js';
import {ApprovalError} from '../approvals/approval-error.js';
import type {ApprovalRequest} from '../approvals/approval-request.js';
import {bodyWords} from '../lib/request-words.js';
import type {PreparedAction} from './prepared-action.js';
import {reachOf} from './reach.js';

/** The rule that a second person must agree to what hits many. */
export class SecondPerson {
  readonly #desk: ApprovalDesk;
  readonly #above: number;
  readonly #tenant: string;
  readonly #who: ApprovalRequest['who'];
  readonly #asked = new Map<string, AskedApproval>();

  /** `above`: more targets than this need a second person; so does what hits nobody knows how many. */
  constructor(options: {
    readonly desk: ApprovalDesk;
    readonly above: number;
    readonly tenant: string;
    readonly who: ApprovalRequest['who'];
  }) {
    this.#desk = options.desk;
    this.#above = options.above;
    this.#tenant = options.tenant;
    this.#who = options.who;
  }

  isNeeded({steps}: PreparedAction): boolean {
    const reach = reachOf(steps);
    return reach === null || reach > this.#above;
  }

  /** Asks for agreement to `action`; resolves to the file that the other person is told of. Throws ApprovalError. */
  async ask(action: PreparedAction): Promise<string> {
    const asked = await this.#desk.ask({
      actionId: action.id,
      tenant: this.#tenant,
      title: action.title,
      who: this.#who,
      facts: [...action.facts],
      targets: action.targets.map(({kind, id, name}) => ({kind, id, name})),
      requests: action.steps.map(({request}) => ({
        method: request.method,
        path: request.path,
        body: bodyWords(request) || null,
      })),
    });
    this.#asked.set(action.id, asked);
    return asked.path;
  }

  /** Resolves when somebody else has agreed. Rejects with ApprovalError, or the signal's reason. */
  agreed(action: PreparedAction, signal: AbortSignal): Promise<Approval> {
    return this.#desk.agreed(this.#askedOf(action), signal);
  }

  /** Who has agreed, looked at anew. Throws ApprovalError while nobody has. */
  async proof(action: PreparedAction): Promise<Approval> {
    const approval = await this.#desk.look(this.#askedOf(action));
    if (!approval) throw new ApprovalError('Not sent: no second person has agreed to it.');
    return approval;
  }

  /** The request is over, and its files go. */
  async close(action: PreparedAction): Promise<void> {
    const asked = this.#asked.get(action.id);
    this.#asked.delete(action.id);
    if (asked) await this.#desk.close(asked);
  }

  #askedOf({id}: PreparedAction): AskedApproval {
    const asked = this.#asked.get(id);
    if (!asked) throw new ApprovalError('Not sent: a second person must agree to it, and was not asked.');
    return asked;
  }
}
