import {listUsers, type UserRecord} from '../../api/operations/users.js';
import type {Picture, PresenceFilter} from '../../picture/picture.js';
import type {Status} from '../../picture/presence/status-list.js';
import type {Candidate} from '../candidate.js';
import {isComplete} from './is-complete.js';
import {presenceKey} from './presence-poll.js';

/** Share of the slots that presence gets when everything is known once. */
const SHARE = 0.5;
/** The flags beside the status tell little that the statuses do not. */
const FLAG_WEIGHT = 0.15;

/** Asks status by status, each with its share of the slots by how much happens in it: everything once, for a snapshot. */
export class PresenceSweep {
  readonly #picture: Picture;
  readonly #counts = new Map<number, number>();
  readonly #flagsAt = new Map<string, number>();

  constructor(picture: Picture) {
    this.#picture = picture;
  }

  /** One candidate per status and per flag: a filter goes alone and cannot be paged. */
  candidates(): Candidate[] {
    const statuses = this.#picture.statuses.all;
    const turnover = statuses.map(status => this.#turnover(status));
    const whole = turnover.reduce((sum, one) => sum + one, 0) * (1 + 2 * FLAG_WEIGHT);
    const polls = statuses.map((status, index) => this.#statusPoll(status, (SHARE * (turnover[index] ?? 0)) / whole));
    const flagWeight = (SHARE * FLAG_WEIGHT) / (1 + 2 * FLAG_WEIGHT);
    return [...polls, this.#flagPoll('online', flagWeight), this.#flagPoll('wrap_up', flagWeight)];
  }

  /**
   * Changes to be expected per second, under a root: where twice as much happens, asking is worth less than twice as
   * often (the square-root law of revisiting).
   */
  #turnover(status: Status): number {
    const count = this.#counts.get(status.id);
    // A status that was empty still deserves a look now and then.
    const members = count === undefined ? status.entered * 10 : Math.max(count, 1);
    return Math.sqrt(members / (status.stayMs / 1000)) + 0.05;
  }

  #statusPoll(status: Status, weight: number): Candidate {
    const filter: PresenceFilter = {kind: 'status', statusIds: [status.id]};
    return {
      key: presenceKey(status.id),
      kind: 'presence',
      label: `presence ${status.name}`,
      operation: listUsers,
      input: {query: {'status_id[]': [String(status.id)]}},
      weight,
      knownAt: this.#picture.statusSeenAt.get(status.id)?.mono ?? null,
      expected: status.entered * status.stayMs,
      apply: (answer, askedAt) => {
        const records = answer.data as UserRecord[];
        this.#counts.set(status.id, records.length);
        this.#picture.applyPresence(filter, {records, complete: isComplete(answer), askedAt}, answer.at);
      },
    };
  }

  #flagPoll(flag: 'online' | 'wrap_up', weight: number): Candidate {
    const key = flag === 'online' ? 'online[]' : 'wrap_up[]';
    return {
      key: `presence/${flag}`,
      kind: 'presence',
      label: `presence ${flag}`,
      operation: listUsers,
      input: {query: {[key]: [true]}},
      weight,
      knownAt: this.#flagsAt.get(flag) ?? null,
      apply: (answer, askedAt) => {
        const records = answer.data as UserRecord[];
        this.#flagsAt.set(flag, answer.at.mono);
        this.#picture.applyPresence({kind: flag}, {records, complete: isComplete(answer), askedAt}, answer.at);
      },
    };
  }
}
