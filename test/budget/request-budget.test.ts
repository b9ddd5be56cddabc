import {getEventListeners} from 'node:events';
import {describe, expect, test} from 'vitest';
import {PRIORITY, RequestBudget} from '../../source/budget/request-budget.js';
import {type ManualClock, manualClock} from '../helpers/manual-clock.js';
import {answeredExchange, fakeExchange} from './fake-exchange.js';

type Sent = {readonly who: string; readonly at: number};

function testBudget(rate = 1, most = 8) {
  const clock = manualClock();
  const budget = new RequestBudget({clock, rate, random: () => 0.5, most});
  const sent: Sent[] = [];
  const ask = (who: string, passage: 'act' | 'poll', priority: number, signal?: AbortSignal) =>
    budget.slot(
      () => {
        sent.push({who, at: clock.now()});
        return answeredExchange(clock);
      },
      {passage, priority, label: who, signal},
    );
  const act = (who: string, signal?: AbortSignal) => ask(who, 'act', PRIORITY.act, signal);
  const poll = (who: string, signal?: AbortSignal) => ask(who, 'poll', PRIORITY.poll, signal);
  return {clock, budget, sent, ask, act, poll};
}

const order = (sent: readonly Sent[]) => sent.map(one => one.who);
const gaps = (sent: readonly Sent[]) => sent.slice(1).map((one, index) => one.at - (sent[index]?.at ?? 0));

/** Two polls that are written and not answered. */
async function twoHang(budget: RequestBudget, clock: ManualClock) {
  const hanging = [fakeExchange(clock), fakeExchange(clock)];
  for (const exchange of hanging) {
    void budget.slot(() => exchange, {passage: 'poll', priority: 0, label: 'hangs'});
    await clock.advance(4000);
  }
  expect(budget.view().inFlight).toBe(2);
  return hanging;
}

async function until(clock: ManualClock, done: () => boolean): Promise<void> {
  for (let count = 0; count < 1000 && !done(); count += 1) await clock.advance(50);
  expect(done()).toBe(true);
}

describe('RequestBudget', () => {
  test('an act goes before a poll that waits at the gate, which then goes next and is not lost', async () => {
    const {clock, sent, act, poll} = testBudget();
    await poll('first');
    void poll('poll');
    await clock.advance(500);
    void act('act');
    await until(clock, () => sent.length === 3);
    expect(order(sent)).toEqual(['first', 'act', 'poll']);
    expect(Math.min(...gaps(sent))).toBeGreaterThanOrEqual(1000);
  });

  test('acts keep their order, commands keep theirs though an act made the first step aside', async () => {
    const {clock, sent, act, ask, poll} = testBudget();
    await poll('first');
    for (const who of ['c1', 'c2', 'c3']) void ask(who, 'poll', 20);
    await clock.advance(300);
    for (const who of ['a1', 'a2', 'a3']) void act(who);
    await until(clock, () => sent.length === 7);
    expect(order(sent)).toEqual(['first', 'a1', 'a2', 'a3', 'c1', 'c2', 'c3']);
    expect(Math.min(...gaps(sent))).toBeGreaterThanOrEqual(1000);
  });

  test('a hold keeps polls out, an act passes it, and polls resume behind it without a burst', async () => {
    const {clock, budget, sent, act, poll} = testBudget();
    await poll('first');
    for (const who of ['p1', 'p2', 'p3']) void poll(who);
    budget.hold(10_000, 'a confirmation is open');
    await clock.advance(5000);
    expect(order(sent)).toEqual(['first']);
    expect(budget.view().hold?.reason).toBe('a confirmation is open');
    const pressed = clock.now();
    void act('act').then(() => budget.release());
    await clock.advance(0);
    expect(sent.at(-1)).toEqual({who: 'act', at: pressed});
    await until(clock, () => sent.length === 5);
    expect(order(sent)).toEqual(['first', 'act', 'p1', 'p2', 'p3']);
    expect(Math.min(...gaps(sent))).toBeGreaterThanOrEqual(1000);
  });

  test('polls go on when a hold runs out', async () => {
    const {clock, budget, sent, poll} = testBudget(10);
    budget.hold(2000, 'held');
    void poll('poll');
    await clock.advance(1999);
    expect(sent).toEqual([]);
    await clock.advance(1);
    expect(order(sent)).toEqual(['poll']);
  });

  test('cancelling what waits, at the gate or behind it, removes it', async () => {
    const {clock, budget, sent, poll} = testBudget();
    await poll('first');
    const atGate = new AbortController();
    const behind = new AbortController();
    const one = poll('at the gate', atGate.signal);
    const two = poll('behind', behind.signal);
    void poll('last');
    await clock.advance(100);
    behind.abort(new Error('behind'));
    atGate.abort(new Error('at the gate'));
    await expect(one).rejects.toThrow('at the gate');
    await expect(two).rejects.toThrow('behind');
    expect(budget.view().waiting.map(({label}) => label)).toEqual(['last']);
    await until(clock, () => sent.length === 2);
    expect(order(sent)).toEqual(['first', 'last']);
    expect(gaps(sent)[0]).toBeLessThan(1100);
  });

  test('a slot asked for with an aborted signal rejects and takes nothing', async () => {
    const {sent, poll} = testBudget();
    await expect(poll('gone', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    expect(sent).toEqual([]);
  });

  test('an abort while a request is on its way does not let the next one leave early', async () => {
    const {clock, budget, sent, poll} = testBudget();
    const controller = new AbortController();
    const slow = fakeExchange(clock);
    const first = budget.slot(
      () => {
        sent.push({who: 'slow', at: clock.now()});
        return slow;
      },
      {passage: 'poll', priority: 0, label: 'slow', signal: controller.signal},
    );
    void poll('next');
    await clock.advance(10);
    controller.abort(new Error('no more'));
    await clock.advance(10);
    expect(order(sent)).toEqual(['slow']);
    slow.answer();
    await expect(first).resolves.toMatchObject({exchange: slow});
    await until(clock, () => sent.length === 2);
    expect(gaps(sent)[0]).toBeGreaterThanOrEqual(1020);
  });

  test('an unused slot costs nothing', async () => {
    const {clock, budget, sent, poll} = testBudget();
    await expect(budget.slot(() => null, {passage: 'poll', priority: 0, label: 'none'})).resolves.toMatchObject({
      exchange: null,
    });
    await poll('next');
    expect(sent).toEqual([{who: 'next', at: clock.now()}]);
    expect(budget.view().sentTotal).toBe(1);
  });

  test.each([
    ['before the headers', false],
    ['within the body', true],
  ])('with the most polls hanging %s polls wait, and an act still goes', async (_where, hasBegun) => {
    const {clock, budget, sent, act, poll} = testBudget(1, 2);
    const hanging = await twoHang(budget, clock);
    if (hasBegun) for (const exchange of hanging) exchange.begin();
    void poll('poll');
    await clock.advance(10_000);
    expect(budget.view().inFlight).toBe(2);
    expect(sent).toEqual([]);
    void act('act');
    await clock.advance(1);
    expect(order(sent)).toEqual(['act']);
    hanging[0]?.answer();
    await clock.advance(2000);
    expect(order(sent)).toEqual(['act', 'poll']);
  });

  test('acts that take long, such as downloads, do not keep polls out before all connections but one are taken', async () => {
    const {clock, budget, sent, poll} = testBudget(1, 2);
    const long = [1, 2, 3].map(() => fakeExchange(clock));
    const begin = async (exchange: (typeof long)[number]) => {
      void budget.slot(() => exchange, {passage: 'act', priority: PRIORITY.act, label: 'download'});
      await clock.advance(4000);
    };
    for (const exchange of long.slice(0, 2)) await begin(exchange);
    await poll('beside two');
    await begin(long[2] as (typeof long)[number]);
    void poll('beside three');
    await clock.advance(10_000);
    expect(order(sent)).toEqual(['beside two']);
    long[0]?.answer();
    await clock.advance(2000);
    expect(order(sent)).toEqual(['beside two', 'beside three']);
  });

  test('nothing stays attached to a long-lived signal, however many slots it waits for', async () => {
    const {clock, budget, poll} = testBudget(100);
    const {signal} = new AbortController();
    for (let count = 0; count < 500; count += 1) {
      const slot = poll('poll', signal);
      if (count % 50 === 0) budget.hold(5, 'held');
      if (count % 70 === 0) budget.release();
      await clock.advance(20);
      await slot;
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(budget.view().usedLastMinute).toBe(500);
  });

  test('a tenant that thinks long is spaced by the line that connecting showed, not by its thinking', async () => {
    const {clock, budget} = testBudget();
    const starts: number[] = [];
    const think = () => {
      starts.push(clock.now());
      const exchange = fakeExchange(clock);
      void clock.sleep(3000).then(exchange.answer);
      // The first one connects within a millisecond.
      return {
        ...exchange,
        times: Object.assign(exchange.times, {startedAt: clock.now() - 1, connected: starts.length === 1}),
      };
    };
    for (let count = 0; count < 20; count += 1) {
      const slot = budget.slot(think, {passage: 'poll', priority: 0, label: 'slow'});
      await clock.advance(1500);
      await slot;
    }
    // Asked for every 1.5 s here; what is looked at is how soon the next slot opens.
    void budget.slot(think, {passage: 'poll', priority: 0, label: 'slow'});
    await clock.advance(0);
    expect(budget.view().inFlight).toBeGreaterThan(1);
    await clock.advance(200);
    const opens = 200 + budget.view().nextSlotIn;
    expect(opens).toBeGreaterThanOrEqual(1000);
    expect(opens).toBeLessThanOrEqual(1030);
  });
});
