import {describe, expect, it} from 'vitest';
import {createFloor, type Floor} from '../../source/simulator/floor/floor.js';
import {createRandom} from '../../source/simulator/floor/random.js';
import {standingOf} from '../../source/simulator/floor/statuses.js';

const start = Date.UTC(2026, 2, 2, 10, 15);
const build = (seed: number, agents = 300, queues = 40): Floor =>
  createFloor({random: createRandom(seed), agents, queues, languages: ['en', 'fr'], startsAt: start});

const picture = (floor: Floor): string =>
  JSON.stringify({
    agents: floor.agents.map(({id, statusId, statusSince, contacts}) => [id, statusId, statusSince, contacts.length]),
    queues: floor.queues.map(queue =>
      queue.channels.map(line => [line.waiting.length, floor.estimatedWait(queue, line)]),
    ),
    chats: floor.chats.withBot().map(({id}) => id),
  });

/** What must be true of a floor at any moment. */
function expectSound(floor: Floor): void {
  for (const queue of floor.queues) {
    const sum = (key: 'loggedIn' | 'available' | 'serving' | 'breakthrough'): number =>
      queue.agents.reduce((total, agent) => total + standingOf(agent.statusId)[key], 0);
    expect([queue.loggedIn, queue.available, queue.serving, queue.breakthrough]).toEqual([
      sum('loggedIn'),
      sum('available'),
      sum('serving'),
      sum('breakthrough'),
    ]);
    for (const line of queue.channels) {
      expect(line.waiting.every(contact => contact.state === 'waiting')).toBe(true);
      // Nobody waits while somebody who could help is free.
      if (line.waiting.length > 0) expect(queue.available).toBe(0);
    }
  }
  const pools = new Set(floor.queues.map(({pool}) => pool));
  const counted = [...pools].reduce((sum, {waiting}) => sum + waiting, 0);
  expect(counted).toBe(
    floor.queues.flatMap(({channels}) => channels).reduce((sum, line) => sum + line.waiting.length, 0),
  );
  for (const agent of floor.agents) {
    const talking = agent.statusId === 3 || agent.statusId === 5;
    expect(agent.contacts.length > 0).toBe(talking);
    expect(agent.contacts.length).toBeLessThanOrEqual(agent.chatLimit);
  }
}

describe('the floor', () => {
  it('is the same for the same seed and steps, and another for another seed', () => {
    const [one, same, other] = [build(3), build(3), build(4)];
    expect(picture(one)).toBe(picture(same));
    for (const ms of [1000, 250, 60_000, 7]) {
      one.advance(ms);
      same.advance(ms);
    }
    expect(picture(one)).toBe(picture(same));
    other.advance(61_257);
    expect(picture(other)).not.toBe(picture(one));
  });

  it('does not depend on how the way is cut into steps', () => {
    const [one, same] = [build(3), build(3)];
    one.advance(600_000);
    for (let step = 0; step < 600; step++) same.advance(1000);
    expect(picture(one)).toBe(picture(same));
  });

  it.each([1, 2, 3])('with seed %i is lively at a quarter past ten and stays sound', seed => {
    const floor = build(seed);
    for (let step = 0; step < 12; step++) {
      expectSound(floor);
      const online = floor.agents.filter(({statusId}) => statusId !== 1);
      const busy = online.filter(({statusId}) => statusId === 3 || statusId === 5 || statusId === 6);
      expect(online.length / floor.agents.length).toBeGreaterThan(0.5);
      expect(online.length / floor.agents.length).toBeLessThan(0.75);
      expect(busy.length / online.length).toBeGreaterThan(0.45);
      expect(busy.length / online.length).toBeLessThan(0.82);
      floor.advance(5 * 60_000);
    }
    const waits = floor.queues.flatMap(queue => queue.channels.map(line => floor.estimatedWait(queue, line)));
    expect(Math.max(...waits)).toBeGreaterThan(60_000);
    expect(Math.min(...waits)).toBe(0);
  });

  it('empties in the evening and fills again, gap or no gap', () => {
    const floor = build(1);
    const online = (): number => floor.agents.filter(({statusId}) => statusId !== 1).length;
    for (let hour = 0; hour < 12; hour++) floor.advance(3_600_000);
    expect(online()).toBeLessThan(40);
    expectSound(floor);
    floor.advance(12 * 3_600_000);
    expect(online()).toBeGreaterThan(140);
    expect(floor.now()).toBe(start + 24 * 3_600_000);
    expect(floor.chats.withBot()[0]?.id).toBe(81501);
    expectSound(floor);
  });

  it('does not go back', () => {
    const floor = build(1, 20, 5);
    floor.advanceTo(start - 1000);
    expect(floor.now()).toBe(start);
  });

  it('of 10,000 agents and 2,000 queues is built whole and moves', () => {
    const floor = build(1, 10_000, 2000);
    for (let second = 0; second < 60; second++) floor.advance(1000);
    expect(floor.agents).toHaveLength(10_000);
    expect(floor.queues).toHaveLength(4000);
    expect(new Set(floor.agents.map(({email}) => email)).size).toBe(10_000);
    expect(new Set(floor.queues.map(({menu, lang}) => `${menu.type} ${menu.path} ${lang}`)).size).toBe(4000);
  });
});
