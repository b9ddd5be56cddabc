import type {Call, CallKind} from './call.js';
import type {EndUserRef} from './chat.js';
import {newContact} from './contact.js';
import type {FloorQueue} from './floor-queue.js';
import type {Timeline} from './timeline.js';

const FIRST_CALL_ID = 50_201;
const FIRST_CALLER_ID = 600_000;
const MOST_KEPT = 4000;

/** What a new call is made of; what is left out is that of a customer who rings. */
export type NewCall = {
  readonly kind: CallKind;
  readonly impatient: boolean;
  readonly number?: string;
  readonly outboundNumber?: string;
  readonly endUser?: EndUserRef;
  readonly parentId?: number | null;
  readonly scheduledAt?: number | null;
  readonly ticketId?: string | null;
  readonly recordingPermission?: string;
};

/** Every living call and the latest ended ones, by id. */
export type CallBook = {
  readonly find: (id: number) => Call | undefined;
  /** Enters a call that is not in line yet. */
  readonly open: (queue: FloorQueue, call: NewCall) => Call;
  readonly all: () => Iterable<Call>;
};

/** An empty book. `outboundNumber`: what customers see when nothing else is asked for. */
export function createCallBook(timeline: Timeline, outboundNumber: string): CallBook {
  const calls = new Map<number, Call>();
  const byAge: number[] = [];
  let nextId = FIRST_CALL_ID;

  // The oldest ended calls go; living ones move to the back of the row.
  function forget(): void {
    for (let looked = 0; looked < 8 && calls.size > MOST_KEPT; looked++) {
      const id = byAge.shift();
      if (id === undefined) return;
      if (calls.get(id)?.contact.state === 'ended') calls.delete(id);
      else byAge.push(id);
    }
  }

  return {
    find: id => calls.get(id),
    all: () => calls.values(),
    open(queue, {kind, impatient, endUser, ...rest}) {
      const id = nextId;
      nextId += 1;
      const number = rest.number ?? callerNumber(id);
      const call: Call = {
        id,
        kind,
        contact: newContact({id, channel: 'call', queue, createdAt: timeline.now(), impatient}),
        parentId: rest.parentId ?? null,
        scheduledAt: rest.scheduledAt ?? null,
        number,
        outboundNumber: rest.outboundNumber ?? outboundNumber,
        ticketId: rest.ticketId ?? null,
        recordingPermission: rest.recordingPermission ?? 'not_asked',
        endUser: endUser ?? {id: FIRST_CALLER_ID + id, identifier: number},
      };
      calls.set(id, call);
      byAge.push(id);
      forget();
      return call;
    },
  };
}

// 555-0100 to 555-0199 are kept for fiction, in every area.
const callerNumber = (id: number): string => `+1${212 + (id % 7) * 100}55501${String(id % 100).padStart(2, '0')}`;
