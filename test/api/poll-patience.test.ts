import fc from 'fast-check';
import {afterEach, describe, expect, test} from 'vitest';
import {escalateChat} from '../../source/api/operations/chats.js';
import {listWaitTimes} from '../../source/api/operations/wait-times.js';
import {PollPatience} from '../../source/api/poll-patience.js';
import {rawServer} from './loopback.js';
import {testClient} from './test-client.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

describe.each([
  ['before the headers', ''],
  ['within the body', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n['],
])('a tenant that falls silent %s', (_where, said) => {
  test('is given up by polls; an act is waited for', async () => {
    const server = await rawServer(socket => {
      if (said) socket.write(said);
    });
    const made = testClient(server.origin, {patience: {next: () => 60, answered: () => {}}});
    closers.push(made.close, server.close);
    const giveUp = new AbortController();
    const input = {params: {chat_id: 5}, body: {}};
    const act = made.client.run(escalateChat, input, {passage: 'act', signal: giveUp.signal});
    const poll = await made.client.poll(() => ({operation: listWaitTimes, input: {query: {lang: 'en'}}}), {
      label: 'waits',
      signal: giveUp.signal,
    });
    await expect(poll?.answer).rejects.toMatchObject({name: 'AnswerLostError'});
    expect(made.events.map(({operation}) => operation)).toEqual(['listWaitTimes']);
    giveUp.abort();
    await expect(act).rejects.toMatchObject({name: 'AnswerLostError', reached: 'maybe'});
  });
});

describe('PollPatience', () => {
  const told = (rate: number, answers: readonly number[]) => {
    const patience = new PollPatience(rate);
    for (const ms of answers) patience.answered(ms);
    return Array.from({length: 10}, () => patience.next());
  };

  test('before anything was answered a poll waits as long as any tenant may need', () => {
    expect([0.1, 0.5, 0.8, 1, 2, 100].map(rate => told(rate, [])[0])).toEqual([
      30_000, 30_000, 20_000, 16_000, 16_000, 16_000,
    ]);
  });

  test('then ten times as long as the slowest answer took, but for one in ten', () => {
    expect(told(2, [40, 900, 30])).toEqual([...Array(9).fill(9000), 16_000]);
    expect(told(2, [40])).toEqual([...Array(9).fill(4000), 16_000]);
    expect(told(1, [40])).toEqual([...Array(9).fill(8000), 16_000]);
    expect(told(1, [5000])).toEqual(Array(10).fill(16_000));
  });

  test('however long a tenant was silent, it is looked at again in every third slot at least: at one and two a second', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2),
        fc.integer({min: 20, max: 400}),
        fc.integer({min: 0, max: 9}),
        (rate, ms, before) => {
          const patience = new PollPatience(rate);
          patience.answered(ms);
          for (let count = 0; count < before; count += 1) patience.next();
          const slot = 1000 / rate;
          // A tenant that never answers again: eight polls at a time, each until it is given up.
          let givenUp: number[] = [];
          let last = 0;
          let longest = 0;
          for (let now = 0; now < 200_000; now += slot) {
            givenUp = givenUp.filter(at => at > now);
            if (givenUp.length >= 8) continue;
            givenUp.push(now + patience.next());
            longest = Math.max(longest, now - last);
            last = now;
          }
          expect(longest).toBeLessThanOrEqual(3 * slot);
        },
      ),
    );
  });
});
