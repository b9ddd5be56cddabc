import {describe, expect, test} from 'vitest';
import {FLOORS, type FloorKind, STATUS_NAMES} from '../../bench/freshness/agent-floor.js';
import {VirtualTenant} from '../../bench/freshness/virtual-tenant.js';
import {Picture} from '../../source/picture/picture.js';
import {statusList} from '../../source/picture/presence/status-list.js';
import {lookingAtAll} from '../../source/polling/attention.js';
import type {Candidate} from '../../source/polling/candidate.js';
import {crawlValue} from '../../source/polling/crawl-value.js';
import {Planner} from '../../source/polling/planner.js';
import {PresencePoll} from '../../source/polling/polls/presence-poll.js';

const STATUSES = statusList(new Map(STATUS_NAMES.map((name, index) => [index + 1, name])));
const USUAL = FLOORS[1] as FloorKind;

/** A tenant in virtual time whose every slot goes to presence. */
function presenceOf(agents: number) {
  const tenant = new VirtualTenant(USUAL, {agents, queues: 0}, 3);
  const picture = new Picture(STATUSES);
  picture.applyRecords(tenant.records, tenant.stamp);
  const attention = lookingAtAll();
  const poll = new PresencePoll(picture, tenant.clock, attention);
  const planner = new Planner(crawlValue);
  const asked: {label: string; query: Record<string, unknown>}[] = [];
  const choose = (): Candidate => {
    const chosen = planner.choose(poll.candidates(), () => undefined, tenant.clock.now());
    if (!chosen) throw new Error('nothing to ask');
    asked.push({label: chosen.label, query: chosen.input.query as Record<string, unknown>});
    chosen.onAsked?.();
    return chosen;
  };
  const slot = (second: number, answer = (candidate: Candidate) => tenant.answer(candidate)) => {
    tenant.advance(second);
    const chosen = choose();
    chosen.apply(answer(chosen), tenant.clock.now());
  };
  const wrong = () =>
    tenant.records.filter(
      ({id}) => picture.belief.mostLikely(id, tenant.stamp).statusId !== (tenant.agents.places[id - 1] ?? 0) + 1,
    ).length / agents;
  return {tenant, picture, attention, poll, choose, slot, asked, wrong};
}

describe('presence by belief', () => {
  test('from nothing it knows most of a floor within a dozen requests, the largest status first', () => {
    const one = presenceOf(200);
    for (let second = 1; second <= 14; second += 1) one.slot(second);
    expect(one.asked[0]?.query['status_id[]']).toHaveLength(1);
    expect(one.wrong()).toBeLessThan(0.12);
  });

  test('asks for several statuses at once when that tells more', () => {
    const one = presenceOf(200);
    for (let second = 1; second <= 120; second += 1) one.slot(second);
    const sizes = one.asked.slice(20).map(({query}) => (query['status_id[]'] as string[] | undefined)?.length ?? 0);
    expect(sizes.filter(size => size > 1).length).toBeGreaterThan(60);
    expect(one.wrong()).toBeLessThan(0.04);
  });

  test('on a tenant larger than an answer each status is asked about once by itself, before sets are chosen', () => {
    const one = presenceOf(3000);
    for (let second = 1; second <= 2 * STATUSES.all.length; second += 1) one.slot(second);
    const sets = one.asked.flatMap(({query}) => (query['status_id[]'] ? [query['status_id[]'] as string[]] : []));
    const first = sets.slice(0, STATUSES.all.length);
    expect(first.every(ids => ids.length === 1)).toBe(true);
    expect(new Set(first.flat()).size).toBe(STATUSES.all.length);
  });

  test('no status is left to belief for longer than ten minutes', () => {
    const one = presenceOf(20);
    for (let second = 1; second <= 1500; second += 1) one.slot(second);
    for (const {id} of STATUSES.all) {
      const times = one.asked.flatMap(({query}, index) =>
        (query['status_id[]'] as string[] | undefined)?.includes(String(id)) ? [index] : [],
      );
      const gaps = [...times, 1500].map((time, index) => time - (times[index - 1] ?? 0));
      expect(Math.max(...gaps), `status ${id}`).toBeLessThanOrEqual(620);
    }
  });

  test('a question whose answer is on its way is not asked again, and the third waits for one', () => {
    const one = presenceOf(200);
    for (let second = 1; second <= 30; second += 1) one.slot(second);
    one.tenant.advance(31);
    const first = one.choose();
    const second = one.choose();
    expect(second.key).not.toBe(first.key);
    expect(second.input).not.toEqual(first.input);
    second.onError?.(new Error('lost') as never);
    expect(one.choose().key).toBe(second.key);
  });

  test('with statuses above a thousand agents it still finds most', () => {
    const one = presenceOf(4000);
    for (let second = 1; second <= 240; second += 1) one.slot(second);
    expect(one.wrong()).toBeLessThan(0.2);
  }, 30_000);

  test('who has changed since a mark is told apart from who has not', () => {
    const one = presenceOf(300);
    for (let second = 1; second <= 60; second += 1) one.slot(second);
    one.tenant.advance(64);
    const before = one.wrong();
    const question = one.poll.candidates().find(({key}) => key === 'presence/changed');
    question?.apply(one.tenant.answer(question), one.tenant.clock.now());
    expect(one.wrong()).toBeLessThanOrEqual(before);
  });

  test('a tenant that does not know that question names everybody, and is not believed nor asked again', () => {
    const one = presenceOf(300);
    for (let second = 1; second <= 60; second += 1) one.slot(second);
    const held = () => one.tenant.records.map(({id}) => one.picture.agents.get(id)?.presence.statusId);
    const before = held();
    const question = one.poll.candidates().find(({key}) => key === 'presence/changed');
    if (!question) throw new Error('not offered');
    question.apply({...one.tenant.answer(question), data: [...one.tenant.records]}, one.tenant.clock.now());
    expect(held()).toEqual(before);
    expect(one.poll.candidates().some(({key}) => key === 'presence/changed')).toBe(false);
  });

  test('what an action promised is asked for at once, and less and less often while it does not come', () => {
    const one = presenceOf(200);
    for (let second = 1; second <= 60; second += 1) one.slot(second);
    one.attention.awaited = new Map([[5, 7]]);
    const before = one.asked.length;
    for (let second = 61; second <= 180; second += 1) one.slot(second);
    const looks = one.asked.slice(before).flatMap(({label}, slot) => (label.includes('after an action') ? [slot] : []));
    expect(looks[0]).toBe(0);
    const gaps = looks.slice(1).map((slot, index) => slot - (looks[index] ?? 0));
    expect(Math.max(...gaps.slice(-2))).toBeGreaterThan(Math.min(...gaps.slice(0, 2)));
    one.attention.awaited = new Map();
    one.slot(181);
    expect(one.asked.at(-1)?.label).not.toContain('after an action');
  });
});
