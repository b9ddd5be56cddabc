import {afterEach, describe, expect, test} from 'vitest';
import {escalateChat} from '../../source/api/operations/chats.js';
import {listWaitTimes} from '../../source/api/operations/wait-times.js';
import {pollPatience} from '../../source/session/tenant-session.js';
import {rawServer} from '../api/loopback.js';
import {testClient} from '../api/test-client.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

test('a poll is given up so that every second slot can be a new look, but never sooner than lists may take', () => {
  expect([0.1, 0.5, 0.8, 1, 2, 100].map(pollPatience)).toEqual([30_000, 30_000, 20_000, 16_000, 16_000, 16_000]);
});

describe.each([
  ['before the headers', ''],
  ['within the body', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n['],
])('a tenant that falls silent %s', (_where, said) => {
  test('is given up by polls; an act is waited for', async () => {
    const server = await rawServer(socket => {
      if (said) socket.write(said);
    });
    const made = testClient(server.origin, {pollPatience: 60});
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
