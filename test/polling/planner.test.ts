import {describe, expect, test} from 'vitest';
import {waitRow} from '../../source/api/operations/wait-times.js';
import {type Attention, lookingAtAll} from '../../source/polling/attention.js';
import type {Candidate} from '../../source/polling/candidate.js';
import {Planner} from '../../source/polling/planner.js';
import {OperationStatusPoll} from '../../source/polling/polls/operation-status-poll.js';
import {PresenceSweep} from '../../source/polling/polls/presence-sweep.js';
import {WaitsPoll} from '../../source/polling/polls/waits-poll.js';
import {stalenessValue} from '../../source/polling/staleness-value.js';
import {at, picture} from '../picture/records.js';
import {candidate} from './candidates.js';

/** Gives `slots` slots away, one every `interval` ms, each answered at once; tells who got them. */
function play(candidates: readonly Candidate[], slots: number, interval: number): string[] {
  const planner = new Planner(stalenessValue);
  const known = new Map<string, number>();
  const asked: string[] = [];
  for (let slot = 0; slot < slots; slot += 1) {
    const now = 1000 + slot * interval;
    const present = candidates.map(one => ({...one, knownAt: known.get(one.key) ?? one.knownAt}));
    const chosen = planner.choose(present, () => undefined, now);
    asked.push(chosen?.key ?? '');
    if (chosen) known.set(chosen.key, now);
  }
  return asked;
}

const list = (kind: 'waits' | 'operation_status' | 'presence', count: number, weight: number) =>
  Array.from({length: count}, (_, index) => candidate(kind, String(index), {weight}));

const countOf = (asked: readonly string[], start: string) => asked.filter(key => key.startsWith(start)).length;

/** Queues on the screen, by key; nobody looks at agents. */
const lookingAt = (queues: readonly string[]): Attention => ({
  ...lookingAtAll(),
  queues: {isShown: true, visible: new Set(queues), cursor: null},
});

describe('the plan', () => {
  test('asks first for waits, then the directory, then presence by expected size, then visible queues', () => {
    const asked = play(
      [
        candidate('operation_status', 'hidden', {weight: 0.01}),
        candidate('operation_status', 'visible', {weight: 0.04}),
        candidate('presence', 'break', {expected: 360_000}),
        candidate('presence', 'offline', {expected: 5_760_000, weight: 0.01}),
        candidate('presence', 'online'),
        candidate('directory', 'page', {weight: 0.01}),
        candidate('waits', 'fr'),
        candidate('waits', 'en'),
      ],
      8,
      1000,
    );
    expect(asked).toEqual([
      'waits/fr',
      'waits/en',
      'directory/page',
      'presence/offline',
      'presence/break',
      'presence/online',
      'operation_status/visible',
      'operation_status/hidden',
    ]);
  });

  test.each([1000, 50, 10_000])(
    'keeps waits and presence fresh while 500 statuses are unknown, at a slot every %i ms',
    interval => {
      const asked = play(
        [...list('waits', 2, 0.11), ...list('presence', 12, 0.04), ...list('operation_status', 500, 0.0005)],
        400,
        interval,
      ).slice(14);
      const share = countOf(asked, 'operation_status') / asked.length;
      expect(share).toBeGreaterThan(0.6);
      expect(share).toBeLessThan(0.8);
      // Of the rest in proportion to the weights: waits 0.22, presence 0.48.
      expect(countOf(asked, 'waits')).toBeGreaterThan(20);
      expect(countOf(asked, 'presence')).toBeGreaterThan(50);
      for (let index = 0; index < 12; index += 1) expect(asked).toContain(`presence/${index}`);
    },
  );

  test('revisits in proportion to weights, once everything is known', () => {
    const asked = play(
      [
        candidate('waits', 'a', {weight: 0.4}),
        candidate('waits', 'b', {weight: 0.2}),
        candidate('waits', 'c', {weight: 0.1}),
      ],
      700,
      50,
    );
    expect(countOf(asked, 'waits/a') / countOf(asked, 'waits/c')).toBeCloseTo(4, 0);
    expect(countOf(asked, 'waits/b') / countOf(asked, 'waits/c')).toBeCloseTo(2, 0);
  });

  test('a hundred chats that are always due do not stop the polls', () => {
    const due = Array.from({length: 100}, (_, index) => candidate('chat', String(index), {due: 0}));
    const asked = play([...list('waits', 2, 0.11), ...list('presence', 12, 0.04), ...due], 200, 1000);
    expect(countOf(asked, 'chat')).toBeGreaterThan(60);
    expect(countOf(asked, 'waits')).toBeGreaterThan(15);
  });

  test('what falls due is asked soon, and not before', () => {
    const planner = new Planner(stalenessValue);
    const chat = candidate('chat', '5', {due: 5000});
    const others = list('waits', 2, 0.11).map(one => ({...one, knownAt: 0}));
    expect(planner.choose([...others, chat], () => undefined, 4999)?.kind).toBe('waits');
    expect(planner.choose([...others, chat], () => undefined, 5001)?.key).toBe('chat/5');
    expect(planner.choose([chat], () => undefined, 5001)?.key).toBe('chat/5');
  });

  test('what is under way or rests is passed over; with nothing to ask nothing is chosen', () => {
    const planner = new Planner(stalenessValue);
    const two = list('waits', 2, 0.1);
    const records = new Map([
      ['waits/0', {failures: 0, notBefore: Number.NEGATIVE_INFINITY, inFlight: true}],
      ['waits/1', {failures: 1, notBefore: 2000, inFlight: false}],
    ]);
    expect(planner.choose(two, key => records.get(key), 1999)).toBeNull();
    expect(planner.choose(two, key => records.get(key), 2000)?.key).toBe('waits/1');
    expect(planner.choose([], () => undefined, 0)).toBeNull();
  });

  test('tells planned revisits that come true, between 2 s and 5 min', () => {
    const planner = new Planner(stalenessValue);
    const known = [
      ...list('waits', 2, 0.11),
      ...list('presence', 12, 0.04),
      candidate('directory', 'page', {due: 1e9, plannedMs: 3_600_000, weight: 99}),
    ].map(one => ({...one, knownAt: 0}));
    planner.choose(known, () => undefined, 1000);
    expect(planner.plannedRefresh('waits/0', 1000, 0)).toBeCloseTo((0.7 / 0.11) * 1000, 0);
    expect(planner.plannedRefresh('waits/0', 10, 0)).toBe(2000);
    expect(planner.plannedRefresh('presence/0', 100_000, 0)).toBe(300_000);
    expect(planner.plannedRefresh('directory/page', 1000, 0)).toBe(3_600_000);
    expect(planner.plannedRefresh('nothing', 1000, 0)).toBe(300_000);
    // While statuses are still to be asked for the first time, the others come round more slowly.
    planner.choose([...known, ...list('operation_status', 50, 0.005)], () => undefined, 1000);
    expect(planner.plannedRefresh('waits/0', 1000, 0)).toBeCloseTo((2.7 / 0.11) * 1000, 0);
  });
});

describe('operation status questions', () => {
  test('none for a channel that the wait row lacks; they follow the rows as these change', () => {
    const {picture: made} = picture();
    const poll = new OperationStatusPoll(made);
    const keys = () => poll.candidates().map(one => one.key);
    made.applyWaits(
      'en',
      [waitRow.parse({menu_id: 29, voice_call: 3}), waitRow.parse({menu_id: 30, chat: null})],
      at(0),
    );
    expect(keys()).toEqual(['status/en/29/call', 'status/en/30/chat']);
    made.applyWaits('en', [waitRow.parse({menu_id: 29, voice_call: 3, chat: 1})], at(1));
    expect(keys()).toEqual(['status/en/29/call', 'status/en/29/chat']);
    made.applyWaits('en', [], at(2));
    expect(keys()).toEqual([]);
  });

  test('a visible queue counts ten times one beside it, together a quarter of the slots', () => {
    const {picture: made} = picture();
    made.applyWaits(
      'en',
      [29, 30].map(id => waitRow.parse({menu_id: id, voice_call: 3})),
      at(0),
    );
    const [seen, hidden] = new OperationStatusPoll(made, lookingAt(['en/29'])).candidates();
    expect(seen?.weight).toBeCloseTo(0.25 / 1.1);
    expect(hidden?.weight).toBeCloseTo(0.025 / 1.1);
  });
});

test('2,000 queues in 2 languages on 2 channels: every slot finds something to ask', () => {
  const {picture: made} = picture();
  const rows = Array.from({length: 2000}, (_, index) => waitRow.parse({menu_id: index + 1, voice_call: 5, chat: 5}));
  const statuses = new OperationStatusPoll(made, lookingAt(['en/1', 'en/2']));
  const waits = new WaitsPoll(made, ['en', 'fr']);
  const presence = new PresenceSweep(made);
  const planner = new Planner(stalenessValue);
  for (let slot = 0; slot < 60; slot += 1) {
    const now = 1000 + slot * 50;
    if (slot % 10 === 0) for (const lang of ['en', 'fr']) made.applyWaits(lang, rows, at(now));
    const all = [...waits.candidates(), ...presence.candidates(), ...statuses.candidates()];
    expect(all.length).toBeGreaterThan(8000);
    expect(planner.choose(all, () => undefined, now)).not.toBeNull();
  }
});
