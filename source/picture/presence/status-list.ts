import {habitOf} from './status-habits.js';

/** Statuses that the platform sets by itself; no request can put an agent into them. */
const SYSTEM = new Set(['offline', 'in-call', 'in-chat', 'wrap-up', 'missed call', 'missed chat', 'unresponsive']);

/** One presence status. `settable`: a status change may name it. */
export type Status = {
  readonly id: number;
  readonly name: string;
  readonly settable: boolean;
  /** Assumed mean stay, ms. */
  readonly stayMs: number;
  /** Assumed share of changes that lead here; relative. */
  readonly entered: number;
};

/** How many ids are tried where a profile names no statuses: the API has no list of them. */
const GUESSED_IDS = 16;

/** The statuses of a tenant, by id, in the order of the profile. */
export type StatusList = {
  readonly all: readonly Status[];
  readonly byId: ReadonlyMap<number, Status>;
  /** Case-insensitive; undefined for names that the profile does not hold. */
  readonly byName: (name: string) => Status | undefined;
  /** True when no statuses were configured and ids are tried instead. */
  readonly guessed: boolean;
};

/** From the profile's `statuses` {id: name}; ids 1 to 16 under made-up names when it has none. */
export function statusList(configured: ReadonlyMap<number, string>): StatusList {
  const guessed = configured.size === 0;
  const entries: [number, string][] = guessed
    ? Array.from({length: GUESSED_IDS}, (_, index) => [index + 1, `status ${index + 1}`])
    : [...configured];
  const all = entries.map(([id, name]): Status => {
    const {stay, entered} = habitOf(name);
    return {id, name, settable: !guessed && !SYSTEM.has(name.toLowerCase()), stayMs: stay * 1000, entered};
  });
  const names = new Map(all.map(status => [status.name.toLowerCase(), status]));
  return {
    all,
    byId: new Map(all.map(status => [status.id, status])),
    byName: name => names.get(name.toLowerCase()),
    guessed,
  };
}
