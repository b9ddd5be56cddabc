import {describe, expect, test} from 'vitest';
import {presenceCell} from '../../source/panels/agents-panel.js';
import {countPresence} from '../../source/panels/presence-panel.js';
import {UnlistedPoll, type UnlistedStatus} from '../../source/polling/polls/unlisted-poll.js';
import {at, picture, user, users} from '../picture/records.js';

/** Asks whatever is due, one a second, of a tenant where each agent is in the status named. */
function search(statusOf: ReadonlyMap<number, number>, seconds: number) {
  const {picture: made} = picture();
  const found: UnlistedStatus[] = [];
  const poll = new UnlistedPoll(made, status => found.push(status));
  made.applyRecords(users(statusOf.size), at(0));
  const asked: string[][] = [];
  const ask = (now: number) => {
    const [candidate] = poll.candidates();
    if (!candidate || (candidate.due ?? 0) > now) return;
    const ids = ((candidate.input.query ?? {}) as {'status_id[]': string[]})['status_id[]'];
    asked.push(ids);
    const records = [...statusOf].filter(([, id]) => ids.includes(String(id))).map(([agent]) => user(agent));
    candidate.apply({data: records, at: at(now)} as never, now);
  };
  ask(500_000);
  const before = asked.length;
  made.applyPresence({kind: 'status', statusIds: [1]}, {records: [], complete: true, askedAt: 0}, at(0));
  for (let second = 1; second <= seconds; second += 1) ask(second * 1000);
  return {found, asked, before};
}

describe('statuses that the profile does not list', () => {
  test('are found by halving, each once, with how many are in them', () => {
    const statusOf = new Map([
      [1, 17],
      [2, 17],
      [3, 6],
      [4, 1],
    ]);
    const {found, asked, before} = search(statusOf, 300);
    expect(before).toBe(0);
    expect(found).toEqual([
      {id: 6, agents: 1},
      {id: 17, agents: 2},
    ]);
    // Two ids among 44: about five halvings each, two requests a halving.
    expect(asked.length).toBeLessThan(24);
    expect(asked[0]).not.toContain('1');
  });

  test('cost one request an hour where there are none', () => {
    expect(search(new Map([[1, 2]]), 2 * 3600).asked).toHaveLength(2);
  });

  test('whoever is in none of the listed ones is shown so, and counted apart from the unknown', () => {
    const {picture: made} = picture();
    made.applyRecords(users(2), at(0));
    for (const [turn, id] of [1, 2, 3, 4, 1, 2, 3, 4].entries()) {
      const records = id === 1 ? [user(1)] : [];
      made.applyPresence({kind: 'status', statusIds: [id]}, {records, complete: true, askedAt: turn}, at(turn));
    }
    const agent = made.agents.get(2);
    expect(agent?.presence).toMatchObject({statusId: null, isUnlisted: true});
    expect(presenceCell(made.statuses.byId, agent as never).text).toMatch(/^not listed/);
    const counts = countPresence({
      agents: [...made.agents.values()],
      statusCut: new Map(),
      statuses: made.statuses.all,
    });
    expect(counts.find(({name}) => name === 'not listed')?.count).toBe(1);
    expect(counts.find(({name}) => name === 'unknown')?.count).toBe(0);
  });
});
