import {rawCountOf} from '../../api/lenient.js';
import {listUsers, type UserRecord} from '../../api/operations/users.js';
import type {Picture} from '../../picture/picture.js';
import type {Candidate} from '../candidate.js';

/** The first search begins when this long has passed since presence was first told, later ones that long after, ms. */
const FIRST_MS = 2 * 60_000;
const AGAIN_MS = 60 * 60_000;
/** Ids are tried up to this, or so many beyond the largest listed one. */
const LEAST_UP_TO = 48;
const BEYOND = 24;

/** A status that is in use and not in the profile. */
export type UnlistedStatus = {readonly id: number; readonly agents: number};

/**
 * Finds ids of statuses that are in use and that the profile does not list: the API has no list of them. One request asks
 * for all such ids at once; only where somebody is in one of them the ids are halved until each is found.
 */
export class UnlistedPoll {
  readonly #picture: Picture;
  readonly #onFound: (found: UnlistedStatus) => void;
  readonly #found = new Map<number, number>();
  /** Sets of ids still to be asked about in this search. */
  #open: readonly (readonly number[])[] = [];
  #due: number | null = null;

  constructor(picture: Picture, onFound: (found: UnlistedStatus) => void) {
    this.#picture = picture;
    this.#onFound = onFound;
  }

  candidates(): Candidate[] {
    const [first] = this.#picture.statusSeenAt.values();
    if (!first || this.#picture.agents.size === 0) return [];
    this.#due ??= first.mono + FIRST_MS;
    const ids = this.#open[0] ?? this.#unlistedIds();
    if (ids.length === 0) return [];
    return [
      {
        key: 'presence/unlisted',
        kind: 'presence',
        label: 'presence unlisted',
        operation: listUsers,
        input: {query: {'status_id[]': ids.map(String)}},
        weight: 0,
        knownAt: 0,
        due: this.#due,
        plannedMs: AGAIN_MS,
        coverage: {known: 0, total: 0},
        apply: answer => this.#apply(ids, answer.data as UserRecord[], answer.at.mono),
      },
    ];
  }

  /** The machine slept for `ms`: the next search is that much nearer. */
  slept(ms: number): void {
    if (this.#due !== null) this.#due -= ms;
  }

  #unlistedIds(): readonly number[] {
    const {byId} = this.#picture.statuses;
    const upTo = Math.max(LEAST_UP_TO, Math.max(0, ...byId.keys()) + BEYOND);
    return Array.from({length: upTo}, (_, index) => index + 1).filter(id => !byId.has(id));
  }

  #apply(ids: readonly number[], records: readonly UserRecord[], now: number): void {
    const rest = this.#open.slice(1);
    const agents = rawCountOf(records);
    if (agents > 0 && ids.length > 1) {
      const middle = ids.length >> 1;
      this.#open = [ids.slice(0, middle), ids.slice(middle), ...rest];
    } else {
      this.#open = rest;
    }
    const [id] = ids;
    if (agents > 0 && ids.length === 1 && id !== undefined && !this.#found.has(id)) {
      this.#found.set(id, agents);
      this.#onFound({id, agents});
    }
    if (this.#open.length === 0) this.#due = now + AGAIN_MS;
  }
}
