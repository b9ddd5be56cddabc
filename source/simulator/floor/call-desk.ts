import type {Call} from './call.js';
import type {CallBook, NewCall} from './call-book.js';
import type {ContactFlow} from './contact-flow.js';
import type {FloorAgent} from './floor-agent.js';
import {channelOf, type FloorQueue} from './floor-queue.js';
import {STATUS} from './statuses.js';
import type {Timeline} from './timeline.js';

/** A call as somebody asks for it; kind and patience are the desk's business. */
export type AskedCall = Omit<NewCall, 'kind' | 'impatient'>;

/** Calls that are asked for from outside the floor. */
export type CallDesk = {
  /** Has an agent dial. The agent must be Available; the queue must take calls. */
  readonly dial: (agent: FloorAgent, queue: FloorQueue, call: AskedCall) => Call;
  /** Puts a call-back in line. */
  readonly queue: (queue: FloorQueue, call: AskedCall) => Call;
  /** Books a call for `call.scheduledAt`. */
  readonly schedule: (queue: FloorQueue, call: AskedCall) => Call;
  /** Scheduled calls of a queue that are still to come. */
  readonly scheduledIn: (queue: FloorQueue) => readonly Call[];
  /** Puts scheduled calls in line whose time has come. Due now and then. */
  readonly tend: () => void;
};

/** How many calls may be booked ahead; the oldest booking beyond that is dropped. */
const MOST_SCHEDULED = 1000;

/** Builds the desk over a book of calls. */
export function createCallDesk(timeline: Timeline, flow: ContactFlow, book: CallBook): CallDesk {
  const scheduled = new Set<Call>();
  return {
    dial(agent, queue, asked) {
      const call = book.open(queue, {...asked, kind: 'outbound_api', impatient: false});
      flow.assign(call.contact, agent);
      return call;
    },
    queue(queue, asked) {
      const call = book.open(queue, {...asked, kind: 'inbound_api', impatient: false});
      flow.enqueue(call.contact);
      return call;
    },
    schedule(queue, asked) {
      const call = book.open(queue, {...asked, kind: 'scheduled_api', impatient: false});
      scheduled.add(call);
      for (const oldest of scheduled) {
        if (scheduled.size <= MOST_SCHEDULED) break;
        scheduled.delete(oldest);
        flow.end(oldest.contact, 'abandoned');
      }
      return call;
    },
    scheduledIn: queue => [...scheduled].filter(({contact}) => contact.queue === queue),
    tend() {
      for (const call of scheduled) {
        if ((call.scheduledAt ?? 0) > timeline.now()) continue;
        scheduled.delete(call);
        flow.enqueue(call.contact);
      }
    },
  };
}

/** Queue in which an agent's own calls count: the given one, or else the first of the agent's that takes calls. */
export const dialQueueOf = (agent: FloorAgent, given: FloorQueue | undefined): FloorQueue | undefined =>
  [given, ...agent.queues].find(queue => queue !== undefined && channelOf(queue, 'call') !== undefined);

/** Whether the agent can take a call in this moment. */
export const isFree = (agent: FloorAgent): boolean => agent.statusId === STATUS.available;
