import {answer, type Meeting, type TenantFault} from './tenant-fault.js';

/** The console takes a wait of its tenant for at most 5 minutes (source/api/retry-after.ts): longer than a life here. */
const ABSURD_S = 1_000_000_000;

const said = (message: string): string => JSON.stringify({message});

/** An answer of 4xx: nothing was done. With words, without, or with a body that is none. */
const refusing =
  (status: number, message: string) =>
  ({response, random}: Meeting): void =>
    answer(response, status, random.pick([said(message), said(message), '', '{}', 'null', '<html></html>']));

/** An answer of 5xx: whether anything was done is not known. */
const failing =
  (status: number, body: string) =>
  async ({request, response, random, real}: Meeting): Promise<void> => {
    if (request.method !== 'GET' && random.chance(0.5)) await real();
    answer(response, status, random.pick([body, body, '']));
  };

/** 429 with this Retry-After; null for none. */
const tooMany =
  (retryAfter: (meeting: Meeting) => string | null) =>
  (meeting: Meeting): void => {
    const told = retryAfter(meeting);
    answer(meeting.response, 429, said('Rate limit exceeded'), told === null ? {} : {'retry-after': told});
  };

/** Every status that a tenant refuses, fails or slows down with. */
export const STATUS_FAULTS: readonly TenantFault[] = [
  {name: '400', weight: 2, spoil: refusing(400, 'menu_id is missing')},
  {name: '401', weight: 2, spoil: refusing(401, 'Invalid credentials'), isOfCredentials: true},
  {name: '403', weight: 2, spoil: refusing(403, 'This token may not do that')},
  {name: '404', weight: 2, spoil: refusing(404, 'Not found')},
  {name: '409', weight: 1, spoil: refusing(409, 'Somebody was faster\u001b[2J')},
  {name: '422', weight: 2, spoil: refusing(422, 'status is unknown')},
  {name: '500', weight: 3, spoil: failing(500, said('Internal error'))},
  {name: '502', weight: 2, spoil: failing(502, '<html><h1>502 Bad Gateway</h1></html>')},
  {name: '503', weight: 2, spoil: failing(503, said('Down for maintenance'))},
];

/** They make a console slower for a while, or share its turns; see `ExpectedSlots`. */
export const RATE_FAULTS: readonly TenantFault[] = [
  {name: '429 without Retry-After', weight: 3, spoil: tooMany(() => null)},
  {name: '429, seconds', weight: 3, spoil: tooMany(({random}) => random.pick(['0', '0.2', '0.5', '1']))},
  {
    name: '429, a date',
    weight: 2,
    spoil: tooMany(({random}) => new Date(Date.now() + random.pick([-60_000, 0, 1000])).toUTCString()),
  },
  {name: '429, unreadable', weight: 1, spoil: tooMany(({random}) => random.pick(['soon', '-5', '1e3', '']))},
];

/** Lasting: after it a life can only end. */
export const ABSURD_WAIT: TenantFault = {
  name: '429, an absurd wait',
  weight: 1,
  isLasting: true,
  spoil: tooMany(({random}) => random.pick([String(ABSURD_S), '9'.repeat(30), 'Fri, 31 Dec 9999 23:59:59 GMT'])),
};
