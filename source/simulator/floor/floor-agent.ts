import type {Contact} from './contact.js';
import type {FloorQueue} from './floor-queue.js';
import type {ShiftPattern} from './shift.js';

export type Team = {readonly id: number; readonly name: string};

/** A user of the tenant: who it is, and what it does now. Times are milliseconds of floor time. */
export type FloorAgent = {
  readonly id: number;
  firstName: string;
  lastName: string;
  email: string;
  agentNumber: string;
  location: string | null;
  readonly phoneNumber: string;
  readonly extension: number;
  teams: readonly Team[];
  roles: readonly string[];
  readonly languages: readonly string[];
  readonly queues: readonly FloorQueue[];
  /** Address that the agent is connected from when online, IPv4 or IPv6. */
  readonly address: string;
  /** Chats at the same time. */
  chatLimit: number;
  chatLimitEnabled: boolean;
  deactivatedAt: number | null;
  /** Null: this user never logs in. */
  shift: ShiftPattern | null;

  statusId: number;
  statusSince: number;
  lastLoginAt: number | null;
  /** Grows with every change of status; an event planned under an older one is void. */
  epoch: number;
  /** Grows with every login and logout, likewise. */
  session: number;
  readonly contacts: Contact[];
  /** Status of a pause to take as soon as the present contacts are done. */
  pauseDue: number | null;
  logoutDue: boolean;
  shiftEnd: number;
};

/** First and last name. */
export const agentName = (agent: FloorAgent): string => `${agent.firstName} ${agent.lastName}`;
