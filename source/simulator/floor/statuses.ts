/** One presence. Only `settable` ones can be set through the API; `custom` ones are made by the tenant. */
export type Status = {
  readonly id: number;
  readonly name: string;
  readonly custom: boolean;
  readonly settable: boolean;
};

/** Ids of the presences that the floor itself uses. */
export const STATUS = {
  offline: 1,
  available: 2,
  inCall: 3,
  break: 4,
  inChat: 5,
  wrapUp: 6,
  meal: 7,
  unavailable: 8,
  missedCall: 9,
  missedChat: 10,
  unresponsive: 11,
  specialTask: 12,
  training: 13,
} as const;

const system = (id: number, name: string): Status => ({id, name, custom: false, settable: false});
const custom = (id: number, name: string): Status => ({id, name, custom: true, settable: true});

/**
 * Every presence of the simulated tenant. Settable are Available and those that stand for a pause or other work; what
 * the platform sets by itself (In-call, Wrap-up, Missed Call, Offline …) is not.
 */
export const STATUSES: readonly Status[] = [
  system(STATUS.offline, 'Offline'),
  {id: STATUS.available, name: 'Available', custom: false, settable: true},
  system(STATUS.inCall, 'In-call'),
  custom(STATUS.break, 'Break'),
  system(STATUS.inChat, 'In-chat'),
  system(STATUS.wrapUp, 'Wrap-up'),
  custom(STATUS.meal, 'Meal'),
  custom(STATUS.unavailable, 'Unavailable'),
  system(STATUS.missedCall, 'Missed Call'),
  system(STATUS.missedChat, 'Missed Chat'),
  system(STATUS.unresponsive, 'Unresponsive'),
  custom(STATUS.specialTask, 'Special Task'),
  custom(STATUS.training, 'Training'),
];

const byId = new Map(STATUSES.map(status => [status.id, status]));

/** The status with this id; throws when there is none. */
export function statusById(id: number): Status {
  const status = byId.get(id);
  if (status === undefined) throw new RangeError(`No status ${id}`);
  return status;
}

/** How an agent in a status counts in the queues that the agent serves. */
export type Standing = {
  readonly loggedIn: number;
  readonly available: number;
  /** Taking contacts now or as soon as the present one is done. */
  readonly serving: number;
  /** Doing something that a queue may break into. */
  readonly breakthrough: number;
};

const SERVING: ReadonlySet<number> = new Set([STATUS.available, STATUS.inCall, STATUS.inChat, STATUS.wrapUp]);
const BREAKTHROUGH: ReadonlySet<number> = new Set([STATUS.specialTask, STATUS.training]);

const standings = new Map<number, Standing>(
  STATUSES.map(({id}) => [
    id,
    {
      loggedIn: id === STATUS.offline ? 0 : 1,
      available: id === STATUS.available ? 1 : 0,
      serving: SERVING.has(id) ? 1 : 0,
      breakthrough: BREAKTHROUGH.has(id) ? 1 : 0,
    },
  ]),
);

/** Standing of an agent in this status; throws for an unknown id. */
export function standingOf(id: number): Standing {
  const standing = standings.get(id);
  if (standing === undefined) throw new RangeError(`No status ${id}`);
  return standing;
}
