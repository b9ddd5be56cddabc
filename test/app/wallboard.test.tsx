import {describe, expect, test} from 'vitest';
import {ReadOnlyError} from '../../source/api/errors.js';
import {forceLogoutAgents} from '../../source/api/operations/agent-statuses.js';
import {onFloor, openConsole, smallTenant, writes} from '../helpers/console.js';

const SIZES = [
  [80, 24],
  [120, 40],
  [200, 50],
] as const;

/** What a row of the list shows of how bad it is. */
const rankOf = (row: string): number => (/!!|FULL/.test(row) ? 2 : row.includes('!') ? 1 : 0);

describe('the wallboard', () => {
  test.each(SIZES)('at %i x %i: figures, agents per status, queues worst first', async (columns, rows) => {
    await onFloor({line: '--wallboard', columns, rows}, async ({app, tenant}) => {
      await app.waitFor(/all known/);
      const text = app.text();
      for (const title of ['Longest call', 'Longest chat', 'vailable', 'ull']) {
        expect(text).toContain(title);
      }
      expect(text).toMatch(/READ-ONLY +MASKED/);
      expect(text).toMatch(/In-call \d+/);
      // Large signs, and below them the queues.
      expect(app.lines().filter(line => /█/.test(line)).length).toBeGreaterThanOrEqual(5);
      const listed = app.lines().slice(app.lines().findIndex(line => line.includes('worst first')) + 2, -2);
      const ranks = listed.filter(line => /open|closed|FULL/.test(line)).map(rankOf);
      expect(ranks.length).toBeGreaterThanOrEqual(6);
      expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
      // Nobody is named.
      for (const {lastName} of tenant.floor.agents) expect(text).not.toContain(lastName);
    });
  });

  test('the figures are those of the floor', async () => {
    await onFloor({line: '--wallboard', columns: 120, rows: 40}, async ({app}) => {
      await app.waitFor(/all known/);
      const {queues} = app.engine().session.picture;
      const longest = Math.max(...[...queues.values()].map(queue => queue.wait.call ?? 0));
      const name = [...queues.values()]
        .find(queue => queue.wait.call === longest)
        ?.path.split(' / ')
        .at(-1);
      expect(app.text()).toContain(`${longest > 0 ? name : 'nobody waits'}`.slice(0, 18));
      const active = [...app.engine().session.picture.agents.values()].filter(agent => agent.active);
      expect(app.text()).toContain(`of ${active.length}`);
    });
  });

  test('nothing that changes the tenant can leave, and no key asks a question', async () => {
    await onFloor({line: '--wallboard', columns: 120, rows: 40}, async ({app, tenant}) => {
      await app.waitFor(/all known/);
      for (const key of ['a', 'L', 'e', ':', 'O', 's', 'enter', 'tab', '?']) await app.press(key);
      expect(app.store.get().dialogs).toEqual([]);
      const {client} = app.engine().session;
      const input = {body: {agent_ids: [1]}};
      await expect(client.run(forceLogoutAgents, input as never, {passage: 'act'})).rejects.toThrow(ReadOnlyError);
      expect(writes(tenant.requests)).toEqual([]);
    });
  });

  test('pages turn by hand, are held, and turn by themselves again', async () => {
    await onFloor({line: '--wallboard', columns: 80, rows: 18, simulated: {queues: 20}}, async ({app}) => {
      await app.waitFor(/all known/);
      await app.waitFor(/page 1 of \d/);
      await app.press(' ');
      await app.waitFor(/HELD/);
      await app.press('right');
      await app.waitFor(/page 2 of/);
      await app.press('left');
      await app.waitFor(/page 1 of/);
      await app.press(' ');
      await app.waitFor(/HELD/);
      await app.press(' ');
      await app.waitFor(screen => !screen.includes('HELD'));
    });
  });

  test('the plan looks at what the board shows: queues on the page, agents per status, nobody by name', async () => {
    await onFloor({line: '--wallboard', columns: 120, rows: 40}, async ({app}) => {
      await app.waitFor(/all known/);
      const {attention} = app.engine().session;
      expect(attention.queues.isShown).toBe(true);
      expect(attention.queues.visible?.size).toBeGreaterThanOrEqual(6);
      expect(attention.agents.isShown).toBe(false);
      expect(attention.presence.isShown).toBe(true);
    });
  });

  test('names are masked unless somebody asks for them', async () => {
    await onFloor({line: '--wallboard --no-mask-pii', columns: 120, rows: 40}, async ({app}) => {
      await app.waitFor(/all known/);
      expect(app.text()).not.toContain('MASKED');
    });
  });

  test('a tenant that goes away is said in words; the last figures stay', async () => {
    const tenant = await smallTenant();
    const app = await openConsole({tenant, line: '--wallboard', columns: 120, rows: 40});
    await app.waitFor(/all known/);
    const figures = app.lines().slice(3, 8);
    await tenant.close();
    await app.waitFor(/AWAY/);
    await app.waitFor(/refused/);
    await app.waitFor(/NO ANSWER FOR \d+s: EVERYTHING HERE IS OLD/);
    expect(app.lines().slice(3, 8)).toEqual(figures);
    await app.press('q');
    await app.exited;
    await app.end();
  });
});
