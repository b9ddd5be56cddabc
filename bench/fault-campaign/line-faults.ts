import {setTimeout as sleep} from 'node:timers/promises';
import {answer, type Meeting, type TenantFault} from './tenant-fault.js';

/** Pieces of a dripping answer, bytes, and the pause between them, ms. */
const DRIP_BYTES = 7;
const DRIP_MS = 15;

const HTML = '<!doctype html><html><head><title>Please log in</title></head><body>Session expired</body></html>';

/** The tenant acts in about half of the cases: then only its answer is lost. */
export async function maybeActs({random, real, request}: Meeting): Promise<void> {
  if (request.method !== 'GET' && random.chance(0.5)) await real();
}

/** Sends the head and the first half of the true answer; resolves to the other half. */
export async function halfOf(
  {response, real}: Meeting,
  told: (length: number) => number = length => length,
): Promise<Buffer> {
  const {status, headers, body} = await real();
  const half = body.length >> 1;
  response.writeHead(status, {
    'content-type': String(headers['content-type'] ?? 'application/json'),
    'content-length': told(body.length),
  });
  response.write(body.subarray(0, half));
  return body.subarray(half);
}

/** What has hung is answered late, or its connection breaks: a fault lasts until one of the two. */
async function letGo({reset, random, over}: Meeting, finish: () => void): Promise<void> {
  await over;
  if (random.chance(0.5)) finish();
  else reset();
}

/** Faults of connections, and of answers as bytes on them. */
export const LINE_FAULTS: readonly TenantFault[] = [
  {name: 'connections refused', weight: 3, line: 'refuses'},
  {name: 'connections accepted, then reset', weight: 3, line: 'resets'},
  {name: 'tenant restarted', weight: 3, line: 'restarts'},
  {name: 'idle connections closed', weight: 3, line: 'closes-idle'},
  {
    name: 'connection closed at a request',
    weight: 4,
    spoil: async meeting => {
      await maybeActs(meeting);
      if (meeting.random.chance(0.5)) meeting.response.socket?.destroy();
      else meeting.reset();
    },
  },
  {
    name: 'hang before headers',
    weight: 4,
    isUnanswered: true,
    spoil: async meeting => {
      const real = meeting.request.method !== 'GET' && meeting.random.chance(0.5) ? await meeting.real() : null;
      await letGo(meeting, () => {
        if (real) answer(meeting.response, real.status, real.body);
        else void meeting.real().then(({status, body}) => answer(meeting.response, status, body));
      });
    },
  },
  {
    name: 'hang in the body',
    weight: 3,
    spoil: async meeting => {
      const rest = await halfOf(meeting);
      await letGo(meeting, () => meeting.response.end(rest));
    },
  },
  {
    name: 'slow drip',
    weight: 3,
    spoil: async meeting => {
      let rest = await halfOf(meeting);
      let isOver = false;
      void meeting.over.then(() => {
        isOver = true;
      });
      while (!isOver && rest.length > DRIP_BYTES && !meeting.response.destroyed) {
        meeting.response.write(rest.subarray(0, DRIP_BYTES));
        rest = rest.subarray(DRIP_BYTES);
        await sleep(DRIP_MS);
      }
      meeting.response.end(rest);
    },
  },
  {
    name: 'body cut short',
    weight: 3,
    spoil: async meeting => {
      await halfOf(meeting);
      if (meeting.random.chance(0.5)) meeting.response.socket?.end();
      else meeting.reset();
    },
  },
  {
    name: 'wrong content-length',
    weight: 3,
    spoil: async meeting => {
      const isLonger = meeting.random.chance(0.5);
      const {socket} = meeting.response;
      const rest = await halfOf(meeting, length => (isLonger ? length + 40 : Math.max(0, length - 5)));
      meeting.response.end(rest, () => {
        // Else it would hang for as long as the console is patient.
        if (isLonger) socket?.destroy();
      });
    },
  },
  {
    name: 'HTML instead of JSON',
    weight: 3,
    spoil: async meeting => {
      await maybeActs(meeting);
      answer(meeting.response, 200, HTML, {'content-type': 'text/html; charset=utf-8'});
    },
  },
  {
    name: 'not HTTP at all',
    weight: 1,
    spoil: async ({response}) => {
      response.socket?.end('SSH-2.0-OpenSSH_9.7\r\n\x1b[2J\x1b[31mgo away\r\n');
    },
  },
  {
    name: 'redirect to another host',
    weight: 3,
    spoil: ({request, response, random, elsewhere}) =>
      answer(response, random.pick([301, 302, 303, 307, 308]), '', {location: `${elsewhere}${request.url}`}),
  },
];
