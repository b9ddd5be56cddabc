import {createServer, type Socket} from 'node:net';
import {PassThrough} from 'node:stream';
import {buildConnector} from 'undici';
import {describe, expect, test} from 'vitest';
import {hedged, hedgeMs} from '../../source/api/hedged-connector.js';
import {systemClock} from '../../source/lib/clock.js';
import {manualClock} from '../helpers/manual-clock.js';

type Callback = buildConnector.Callback;

const HEDGE_MS = 2000;
const TO = {hostname: 'tenant.example', protocol: 'https:', port: '443'};

/** A connector whose attempts end when told; each has a stream in place of its socket. */
function attempts() {
  const clock = manualClock();
  const made: {readonly stream: PassThrough; readonly end: Callback}[] = [];
  const outcomes: Parameters<Callback>[] = [];
  const connect = hedged(
    (_options, end) => {
      const stream = new PassThrough();
      made.push({stream, end});
      return stream;
    },
    {clock, everyMs: HEDGE_MS},
  );
  connect(TO, (...outcome) => outcomes.push(outcome));
  const connects = (index: number): void => made[index]?.end(null, made[index].stream as unknown as Socket);
  return {clock, made, outcomes, connects};
}

test('the next connection is begun a slot and a half later, within bounds: at two a second 2 s would be four slots', () => {
  expect([0.1, 0.5, 1, 1.5, 2, 10].map(rate => hedgeMs(1000 / rate))).toEqual([2000, 2000, 1500, 1000, 750, 750]);
});

describe('a connection that is not made', () => {
  test('gets company in regular steps, five at most; the first that is made decides, the others are closed', async () => {
    const {clock, made, outcomes, connects} = attempts();
    expect(made).toHaveLength(1);
    await clock.advance(HEDGE_MS - 1);
    expect(made).toHaveLength(1);
    await clock.advance(1);
    expect(made).toHaveLength(2);
    await clock.advance(20 * HEDGE_MS);
    expect(made).toHaveLength(5);
    connects(1);
    expect(outcomes).toEqual([[null, made[1]?.stream]]);
    expect(made.map(({stream}) => stream.destroyed)).toEqual([true, false, true, true, true]);
    await clock.advance(20 * HEDGE_MS);
    expect(made).toHaveLength(5);
    expect(clock.sleepers()).toBe(0);
  });

  test('fails with the first that fails: nothing goes on behind it', async () => {
    const {clock, made, outcomes} = attempts();
    await clock.advance(HEDGE_MS);
    const refused = new Error('connect ECONNREFUSED');
    made[1]?.end(refused, null);
    made[0]?.end(new Error('timed out'), null);
    await clock.advance(20 * HEDGE_MS);
    expect(outcomes).toEqual([[refused, null]]);
    expect(made).toHaveLength(2);
  });

  test('one that is made too late is closed, and what it complains of then harms nobody', async () => {
    const {clock, made, outcomes, connects} = attempts();
    await clock.advance(HEDGE_MS);
    connects(1);
    const late = new PassThrough();
    made[0]?.end(null, late as unknown as Socket);
    expect(late.destroyed).toBe(true);
    late.emit('error', new Error('reset'));
    expect(outcomes).toHaveLength(1);
  });
});

test('over real sockets: a host that swallows the first connection is reached by the second', async () => {
  const server = createServer(socket => socket.on('error', () => {}));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as {port: number};
  let sleeps = 0;
  const clock = {
    ...systemClock,
    sleep: (_ms: number, signal?: AbortSignal) => {
      sleeps += 1;
      return sleeps === 1 ? systemClock.sleep(5, signal) : systemClock.sleep(20_000, signal);
    },
  };
  const real = buildConnector({timeout: 5000});
  let count = 0;
  const connect = hedged(
    (options, callback) => {
      count += 1;
      if (count > 1) return real(options, callback);
    },
    {clock, everyMs: 2000},
  );
  const socket = await new Promise<Socket>((resolve, reject) => {
    connect({hostname: '127.0.0.1', protocol: 'http:', port: String(port)}, (error, made) =>
      made ? resolve(made) : reject(error),
    );
  });
  expect(socket.remotePort).toBe(port);
  expect(count).toBe(2);
  socket.destroy();
  server.close();
});
