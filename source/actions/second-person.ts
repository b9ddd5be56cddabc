import type {Approval, ApprovalDesk, AskedApproval} from '../approvals/approval-desk.js';
import {ApprovalError} from '../approvals/approval-error.js';
import {type ApprovalRequest, sha256} from '../approvals/approval-request.js';
import {fileFacts} from '../approvals/file-facts.js';
import {bodyWords} from '../lib/request-words.js';
import type {ActionStep, PreparedAction} from './prepared-action.js';
import {reachOf} from './reach.js';

/** The rule that a second person must agree to what hits many. */
export class SecondPerson {
  readonly #desk: ApprovalDesk;
  readonly #above: number;
  readonly #tenant: string;
  readonly #who: ApprovalRequest['who'];
  readonly #mask: (text: string) => string;
  readonly #asked = new Map<string, AskedApproval>();

  /** `above`: more targets than this need a second person; so does what hits nobody knows how many. */
  constructor(options: {
    readonly desk: ApprovalDesk;
    readonly above: number;
    readonly tenant: string;
    readonly who: ApprovalRequest['who'];
    /** Replaces personal data in what is shown, where that is asked for. */
    readonly mask?: (text: string) => string;
  }) {
    this.#desk = options.desk;
    this.#above = options.above;
    this.#tenant = options.tenant;
    this.#who = options.who;
    this.#mask = options.mask ?? (text => text);
  }

  isNeeded({steps}: PreparedAction): boolean {
    const reach = reachOf(steps);
    return reach === null || reach > this.#above;
  }

  /**
   * Asks for agreement to `action`, tells by `onAsked` in which file, and resolves when somebody else has agreed. Rejects with
   * ApprovalError, or the signal's reason; nobody is asked any more then.
   */
  async agreement(action: PreparedAction, signal: AbortSignal, onAsked: (path: string) => void): Promise<Approval> {
    try {
      const path = await this.#ask(action);
      signal.throwIfAborted();
      onAsked(path);
      return await this.#desk.agreed(this.#askedOf(action), signal);
    } catch (error) {
      await this.close(action);
      throw error;
    }
  }

  async #ask(action: PreparedAction): Promise<string> {
    const asked = await this.#desk.ask({
      actionId: action.id,
      tenant: this.#tenant,
      title: this.#mask(action.title),
      who: this.#who,
      facts: action.facts.map(this.#mask),
      targets: action.targets.map(({kind, id, name}) => ({
        kind,
        id: typeof id === 'number' ? id : this.#mask(id),
        name: this.#mask(name),
      })),
      requests: await Promise.all(action.steps.map(step => this.#shown(step))),
    });
    this.#asked.set(action.id, asked);
    return asked.path;
  }

  /** Who has agreed, looked at anew. Throws ApprovalError while nobody has. */
  async proof(action: PreparedAction): Promise<Approval> {
    const approval = await this.#desk.look(this.#askedOf(action));
    if (!approval) throw new ApprovalError('Not sent: no second person has agreed to it.');
    const asked = this.#askedOf(action).request.requests;
    const now = await Promise.all(action.steps.map(step => this.#shown(step)));
    if (JSON.stringify(now) !== JSON.stringify(asked)) {
      throw new ApprovalError('Not sent: a file has changed since the second person was asked. Ask again.');
    }
    return approval;
  }

  /** The request is over, and its files go. */
  async close(action: PreparedAction): Promise<void> {
    const asked = this.#asked.get(action.id);
    this.#asked.delete(action.id);
    if (asked) await this.#desk.close(asked);
  }

  /** One request as a second person sees it, and as it will be sent. */
  async #shown({request}: ActionStep): Promise<ApprovalRequest['requests'][number]> {
    const body = bodyWords(request);
    const files = (request.parts ?? []).flatMap(part => ('file' in part ? [part.file] : []));
    return {
      method: request.method,
      path: this.#mask(request.path),
      body: body && this.#mask(body),
      hash: sha256(request.body ?? JSON.stringify(request.parts)),
      files: await Promise.all(files.map(fileFacts)),
    };
  }

  #askedOf({id}: PreparedAction): AskedApproval {
    const asked = this.#asked.get(id);
    if (!asked) throw new ApprovalError('Not sent: a second person must agree to it, and was not asked.');
    return asked;
  }
}
