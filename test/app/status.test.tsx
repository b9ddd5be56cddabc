import {expect, test} from 'vitest';
import {verifyAuditLog} from '../../source/audit/verify-audit-log.js';
import {STATUS} from '../../source/simulator/floor/statuses.js';
import {cursorRow, onFloor, type TestConsole, writes} from '../helpers/console.js';

/** Filters the agents panel down to those whose row contains `text`, the cursor on the first. */
async function find(app: TestConsole, text: string): Promise<void> {
  await app.keys('2', '/', 'ctrl+u');
  await app.type(text);
  await app.press('enter');
}

/** The ids of the rows in the agents panel. */
const idsOf = (app: TestConsole, name: string): readonly number[] =>
  (app.resources.get('agents')?.agents ?? []).filter(agent => agent.name.includes(name)).map(agent => agent.id);

test('one agent: chosen, confirmed, changed on the floor, seen by a poll, in the audit log', async () => {
  await onFloor({}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await find(app, 'available');
    const name = (cursorRow(app) ?? '').slice(0, 9).trim();
    await app.keys('s', /Change status of/, 'down', /> Break/, 'enter', /\[ Cancel \]/);
    expect(app.text()).toMatch(/POST \/agent_statuses \{"status":"Break"/);
    expect(app.text()).toMatch(/demo {2}Set /);
    const id = Number(/agent │ (\d+)/.exec(app.text())?.[1]);
    await app.keys('y', /: accepted ─/, 'escape');
    expect(tenant.floor.presenceOf(id)?.statusId).toBe(STATUS.break);
    await app.waitFor(/Seen: Set/);
    await find(app, name);
    await app.waitFor(new RegExp(`${name}.*Break`));
    await app.waitFor(() => app.audit().some(line => line.event === 'seen'));
    expect(app.audit().map(line => line.event)).toEqual(['prepared', 'sent', 'accepted', 'seen']);
    expect(new Set(app.audit().map(line => line.actionId)).size).toBe(1);
    expect(await verifyAuditLog(app.auditFile)).toMatchObject({ok: true, lines: 4});
    expect(writes(tenant.requests)).toHaveLength(1);
  });
});

test('Cancel is under the cursor: pressing the opening key again sends nothing', async () => {
  await onFloor({}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 's', 'enter', /\[ Cancel \]/, 'enter', /Cancelled: Set/);
    await app.keys('s', 's', 's', 'enter', /\[ Cancel \]/, 'n', /Cancelled: Set/);
    expect(app.store.get().dialogs).toEqual([]);
    expect(writes(tenant.requests)).toEqual([]);
    await app.waitFor(() => app.audit().length === 2);
    expect(app.audit().every(line => line.event === 'cancelled')).toBe(true);
  });
});

test('Tab and Enter send; a system status is refused, row by row, in the words of the platform', async () => {
  await onFloor({}, async ({app}) => {
    await app.waitFor(/all known/);
    await find(app, 'in-call');
    await app.keys('space', 's', 'enter', /Probably refused/, 'tab', 'enter', /: refused ─/);
    expect(app.text()).toMatch(/can't be changed from system/);
    await app.keys('escape', '5', '/');
    await app.type('refused');
    await app.keys('enter', 'enter', /In-call -> In-call/);
  });
});

test('marked agents are bound when the dialog opens, whatever the rows do below it', async () => {
  await onFloor({}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await find(app, 'break');
    await app.keys('space', 'space', 's', 'down', 'down', /> Meal/, 'enter', /\[ Cancel \]/);
    const asked = [...app.text().matchAll(/agent │ (\d+)/g)].map(match => Number(match[1]));
    expect(asked).toHaveLength(2);
    // Everybody is renamed and put into another order while the question is open.
    const agents = app.resources.get('agents');
    if (!agents) throw new Error('no agents');
    app.resources.publish('agents', {
      ...agents,
      agents: [...agents.agents].reverse().map(agent => ({...agent, name: `Zoe ${1000 - agent.id}`})),
    });
    await app.keys('y', /: accepted ─/);
    expect(writes(tenant.requests)[0]?.body).toMatchObject({agent_ids: asked, status: 'Meal'});
    // The marks have done their work.
    expect(app.store.get().panels.agents.marks.size).toBe(0);
  });
});

test('an id that the tenant itself told and would not take is a problem in words, and ends nothing', async () => {
  await onFloor({}, async ({app}) => {
    await app.waitFor(/all known/);
    const {prepare} = app.engine();
    const [agent] = app.resources.get('agents')?.agents ?? [];
    if (!agent) throw new Error('no agents');
    const selection = {agents: [{...agent, id: -1}], teams: []};
    const words = {problem: expect.stringMatching(/agent_ids\.0: takes a whole number, not -1/)};
    expect(prepare.agentStatus(selection, 'Break')).toMatchObject(words);
    expect(prepare.forceLogout(selection, '')).toMatchObject(words);
  });
});

test('a status of another name can be typed', async () => {
  await onFloor({}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await find(app, 'available');
    await app.keys('s', 'up', /> another status/, 'enter', /its name/, 'enter', 'enter', /A status is needed/);
    await app.type('Training');
    await app.keys('enter', 'enter', /\[ Cancel \]/, 'y', /: accepted ─/);
    expect(writes(tenant.requests)[0]?.body).toMatchObject({status: 'Training'});
  });
});

test('a team without an id is expanded to its members, one with an id is sent by it', async () => {
  await onFloor({profile: {teams: {1: 'Team with no id yet'}, manyTargets: 60}}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 'T', /members/, 'enter', 'enter', /named one by one|No team id/, 'y', / changed to /);
    const body = writes(tenant.requests)[0]?.body as {agent_ids: number[]; team_ids: number[]};
    expect(body.team_ids).toEqual([]);
    expect(body.agent_ids.length).toBeGreaterThan(0);
  });
  await onFloor({simulated: {seed: 2}}, async ({tenant}) => {
    const [[id, name] = [0, '']] = tenant.teams;
    await onFloor(
      {simulated: {seed: 2}, profile: {teams: {[id]: name}, manyTargets: 60}},
      async ({app, tenant: same}) => {
        await app.waitFor(/all known/);
        await app.keys('2', 'T', new RegExp(`id ${id}`), '/');
        const teams = app.engine().teams();
        const steps = teams.findIndex(team => team.id === id);
        await app.press(...Array.from({length: steps}, () => 'down'));
        await app.keys('space', 'enter', 'enter', /by its id/, /Type the tenant's name: demo/);
        await app.type('demo');
        await app.keys('enter', /Sending in/);
        await app.waitFor(() => writes(same.requests).length === 1);
        expect(writes(same.requests)[0]?.body).toMatchObject({agent_ids: [], team_ids: [id]});
        expect(idsOf(app, '').length).toBeGreaterThan(0);
      },
    );
  });
});

test('more than manyTargets are dangerous: the number is typed, then a countdown runs that any key cancels', async () => {
  await onFloor({profile: {manyTargets: 3, countdownSeconds: 30}}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    await find(app, 'offline');
    await app.keys('space', 'space', 'space', 'space', 's', 'enter', /Type the number of agents: 4/);
    await app.type('5');
    await app.keys('enter', /Type the number of agents/);
    await app.keys('backspace');
    await app.type('y4');
    await app.keys('enter', 'home', 'delete', /starts the countdown/, 'enter', /Sending in (30|29) s/, 'j');
    await app.waitFor(/Cancelled: Set 4 agents/);
    expect(writes(tenant.requests)).toEqual([]);
    expect(app.store.get().panels.agents.marks.size).toBe(4);
  });
});
