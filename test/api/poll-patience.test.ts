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
    const made = testClient(server.origin, {patience: {begin: () => ({ms: 60, answered: () => {}, failed: () => {}})}});
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

const OPERATIONS = ['listWaitTimes', 'listUsers', 'getQueueOperationStatus'];

describe('PollPatience', () => {
  /** Two polls wait for the longest; the next ones show what is usual. */
  const usual = (patience: PollPatience, operation: string) => {
    const begun = Array.from({length: 3}, () => patience.begin(operation));
    for (const one of begun) one.failed(0);
    return begun.at(-1)?.ms;
  };

  test('before anything was answered a poll waits long, two of them longest', () => {
    expect([0.1, 0.5, 0.8, 1, 2, 100].map(rate => usual(new PollPatience(rate), 'listUsers'))).toEqual([
      30_000, 30_000, 20_000, 16_000, 16_000, 16_000,
    ]);
    const patience = new PollPatience(1);
    expect(Array.from({length: 4}, () => patience.begin('listUsers').ms)).toEqual([30_000, 30_000, 16_000, 16_000]);
  });

  test('then ten times as long as it mostly takes, within bounds', () => {
    const taking = (rate: number, ms: number) => {
      const patience = new PollPatience(rate);
      patience.begin('listUsers').answered(ms);
      return patience.begin('listUsers').ms;
    };
    expect([taking(2, 40), taking(2, 900), taking(1, 40), taking(0.5, 40), taking(1, 5000)]).toEqual([
      4000, 9000, 8000, 16_000, 30_000,
    ]);
  });

  test('answers that one silence made late change nothing', () => {
    const patience = new PollPatience(1);
    for (let count = 0; count < 9; count += 1) patience.begin('listUsers').answered(50);
    for (let count = 0; count < 8; count += 1) patience.begin('listUsers').answered(7000);
    expect(patience.begin('listUsers').ms).toBe(8000);
  });

  test('an operation that has become slow is given up, then heard, then waited for; the others are not', () => {
    const patience = new PollPatience(1);
    for (const operation of OPERATIONS) patience.begin(operation).answered(50);
    const given = patience.begin('listUsers');
    expect(given.ms).toBe(8000);
    given.failed(8001);
    expect(patience.begin('getQueueOperationStatus').ms).toBe(8000);
    const again = patience.begin('listUsers');
    expect(again.ms).toBe(30_000);
    again.answered(9000);
    // Two at a time, until most of its answers are slow.
    for (let count = 0; count < 9; count += 1) {
      const next = patience.begin('listUsers');
      expect(next.ms).toBe(30_000);
      next.answered(9000);
    }
    expect(Array.from({length: 4}, () => patience.begin('listUsers').ms)).toEqual(Array(4).fill(30_000));
    expect(patience.begin('listWaitTimes').ms).toBe(8000);
  });

  test('however long a tenant that answers at once was silent, it is looked at again soon', () => {
    const rates = fc.constantFrom(0.5, 1, 2, 5, 20, 100);
    const took = fc.integer({min: 1, max: 800});
    const asked = fc.array(fc.constantFrom(...OPERATIONS), {minLength: 40, maxLength: 40});
    fc.assert(
      fc.property(rates, took, asked, (rate, ms, operations) => {
        const patience = new PollPatience(rate);
        for (const operation of OPERATIONS) patience.begin(operation).answered(Math.min(ms, 400 / rate));
        const slot = 1000 / rate;
        // It never answers again: eight polls at a time, each until it is given up.
        let open: {
          readonly until: number;
          readonly patience: {readonly ms: number; readonly failed: (ms: number) => void};
        }[] = [];
        let [last, longest, count] = [0, 0, 0];
        for (let now = 0; now < 120_000; now += slot) {
          for (const one of open.filter(({until}) => until <= now)) one.patience.failed(one.patience.ms);
          open = open.filter(({until}) => until > now);
          if (open.length >= 8) continue;
          const begun = patience.begin(operations[count % operations.length] ?? '');
          count += 1;
          open.push({until: now + begun.ms, patience: begun});
          longest = Math.max(longest, now - last);
          last = now;
        }
        expect(longest).toBeLessThanOrEqual(rate <= 2 ? 3 * slot : 4000);
      }),
    );
  });
});
