import {describe, expect, test} from 'vitest';
import type {WaitRow} from '../../source/api/operations/wait-times.js';
import {waitRow} from '../../source/api/operations/wait-times.js';
import type {Stamp} from '../../source/lib/clock.js';
import type {PresenceFilter} from '../../source/picture/picture.js';
import {at, picture, user, users} from './records.js';

const row = (value: Record<string, unknown>): WaitRow => waitRow.parse(value);
const status = (id: number): PresenceFilter => ({kind: 'status', statusIds: [id]});
const answer = (records = users(0), askedAt = 0, complete = true) => ({records, complete, askedAt});

describe('waits', () => {
  test("unknown and zero differ; a channel that the row lacks is not the queue's", () => {
    const {picture: made} = picture();
    made.applyWaits('en', [row({menu_id: 29, voice_call: 0}), row({menu_id: 30, voice_call: null, chat: 4})], at(0));
    expect(made.queues.get('en/29')).toMatchObject({wait: {call: 0, chat: null}, channels: ['call'], loggedIn: null});
    expect(made.queues.get('en/30')).toMatchObject({wait: {call: null, chat: 4}, channels: ['call', 'chat']});
  });

  test('tell what changed and nothing else; a vanished queue goes from its language only', () => {
    const {picture: made, changes} = picture();
    made.applyWaits('en', [row({menu_id: 29, chat: 1}), row({menu_id: 30, chat: 1})], at(0));
    made.applyWaits('fr', [row({menu_id: 29, chat: 1})], at(1));
    changes.length = 0;
    made.applyOperationState('en/29', 'chat', 'open', at(2));
    made.applyWaits('en', [row({menu_id: 29, chat: 1})], at(3));
    expect(changes).toEqual([
      {type: 'queue_status', key: 'en/29', channel: 'chat'},
      {type: 'gone', kind: 'queue', key: 'en/30'},
    ]);
    expect([...made.queues.keys()]).toEqual(['en/29', 'fr/29']);
    expect(made.queues.get('en/29')?.states.chat?.value).toBe('open');
    expect(made.queues.get('en/29')?.trend.chat).toEqual([1, 1]);
  });
});

describe('presence', () => {
  test('whoever is in is held so, whoever is not is not; newcomers join; deactivated users stay out', () => {
    const {picture: made} = picture();
    made.applyRecords([user(1), user(2), user(3, {deactivated_at: '2026-01-01T00:00:00Z'})], at(0));
    made.applyPresence(status(1), answer([user(1), user(3), user(9)]), at(10));
    expect(made.agents.get(1)?.presence).toMatchObject({statusId: 1, seenAt: at(10), heldSince: null});
    expect(made.agents.get(2)?.presence.statusId).toBeNull();
    expect(made.agents.get(3)).toMatchObject({active: false, presence: {statusId: null}});
    expect(made.agents.get(9)).toMatchObject({name: 'Agent 9', presence: {statusId: 1}});
  });

  test('an incomplete answer says nothing of those who are not in it', () => {
    const {picture: made} = picture();
    made.applyRecords(users(3), at(0));
    made.applyPresence(status(1), answer([user(1)]), at(10));
    made.applyPresence(status(1), answer([user(2)], 20, false), at(20));
    expect(made.statusCut).toEqual(new Map([[1, 1]]));
    expect(made.agents.get(1)?.presence.statusId).toBe(1);
    made.applyPresence(status(1), answer([user(2)], 30, true), at(30));
    expect(made.statusCut.size).toBe(0);
    expect(made.agents.get(1)?.presence.statusId).not.toBe(1);
  });

  test('online and wrap-up are flags, and online is evidence against Offline', () => {
    const {picture: made} = picture();
    made.applyRecords(users(2), at(0));
    made.applyPresence({kind: 'online'}, answer([user(1)]), at(10));
    expect(made.agents.get(1)).toMatchObject({online: {value: true, at: at(10)}, presence: {statusId: null}});
    expect(made.agents.get(2)).toMatchObject({online: {value: false}, presence: {statusId: 2}});
    made.applyPresence({kind: 'wrap_up'}, answer([user(1)]), at(20));
    expect(made.agents.get(1)?.wrapUp?.value).toBe(true);
    expect(made.agents.get(2)?.wrapUp?.value).toBe(false);
  });

  test("an action's rows are certain, and a poll asked before them is neither believed nor taken as seen", () => {
    const {picture: made} = picture();
    made.applyRecords(users(1), at(0));
    made.applyStatusRows([{agent_id: 1, current_status: 'break'} as never], at(1000));
    expect(made.agents.get(1)?.presence).toMatchObject({statusId: 4, confidence: 1, seenAt: at(1000)});
    made.applyPresence(status(4), answer([user(1)], 900), at(1100));
    expect(made.agents.get(1)?.presence.seenAt).toEqual(at(1000));
    made.applyPresence(status(1), answer([user(1)], 900), at(1110));
    expect(made.agents.get(1)?.presence.statusId).toBe(4);
    made.applyPresence(status(4), answer([user(1)], 1200), at(1300));
    expect(made.agents.get(1)?.presence.seenAt).toEqual(at(1300));
  });

  test('seen is only what was seen: an answer that was not believed does not make the held status younger', () => {
    const {picture: made} = picture();
    made.applyRecords(users(1), at(0));
    made.applyStatusRows([{agent_id: 1, current_status: 'Break'} as never], at(1000));
    made.applyPresence(status(1), answer([user(1)], 1001), at(1002));
    expect(made.agents.get(1)?.presence).toMatchObject({statusId: 4, seenAt: at(1000)});
  });

  test('silence is seen as growing doubt, and the last value stays', () => {
    const {picture: made, changes} = picture();
    made.applyRecords(users(1), at(0));
    made.applyPresence(status(1), answer([user(1)]), at(10));
    const before = made.agents.get(1)?.presence.confidence ?? 0;
    changes.length = 0;
    made.age(at(30_010));
    expect(made.agents.get(1)?.presence.confidence).toBeLessThan(before);
    expect(made.agents.get(1)?.presence).toMatchObject({statusId: 1, seenAt: at(10)});
    expect(changes).toEqual([]);
  });

  test('a presence from before a laptop slept is as doubtful as one of that age', () => {
    const hours = 8 * 3_600_000;
    const confidenceAt = (moment: Stamp) => {
      const {picture: made} = picture();
      made.applyPresence(status(1), answer([user(1)]), at(0));
      made.age(moment);
      return made.agents.get(1)?.presence.confidence;
    };
    expect(confidenceAt({mono: 10, wall: at(hours).wall})).toBe(confidenceAt(at(hours)));
    expect(confidenceAt({mono: 10, wall: at(hours).wall})).toBeLessThan(0.5);
    expect(confidenceAt({mono: hours, wall: at(-hours).wall})).toBe(confidenceAt(at(hours)));
  });

  test('a user who is no longer in the directory is gone', () => {
    const {picture: made, changes} = picture();
    made.applyRecords(users(3), at(0));
    made.directoryRead(new Set([1, 3]), at(10));
    expect([...made.agents.keys()]).toEqual([1, 3]);
    expect(changes).toContainEqual({type: 'gone', kind: 'agent', id: 2});
    expect(made.directoryAt).toEqual(at(10));
  });

  test('text from the tenant is made safe to show', () => {
    const {picture: made} = picture();
    made.applyRecords([user(1, {first_name: 'A\u001b[2J', last_name: '\u202eevil', teams: [{name: 'a\nb'}]})], at(0));
    expect(JSON.stringify(made.agents.get(1))).not.toMatch(/[\u0000-\u001f\u202e]|\\u001b/);
  });
});

test('10,000 agents and 13 statuses: every answer is held, and ageing changes none', () => {
  const names = new Map(Array.from({length: 13}, (_, index) => [index + 1, `Status ${index + 1}`]));
  const {picture: made} = picture(names);
  const everybody = users(10_000);
  made.applyRecords(everybody, at(0));
  for (let round = 1; round <= 39; round += 1) {
    const id = (round % 13) + 1;
    const records = everybody.filter(one => one.id % 13 === id - 1);
    made.applyPresence(status(id), answer(records, round * 1000), at(round * 1000 + 50));
  }
  made.age(at(100_000));
  expect([...made.agents.values()].every(agent => agent.presence.statusId === (agent.id % 13) + 1)).toBe(true);
});
