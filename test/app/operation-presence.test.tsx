import {expect, test, vi} from 'vitest';
import {isProblem, type PreparedAction} from '../../source/actions/prepared-action.js';
import type {OperationInput} from '../../source/api/build-request.js';
import {onFloor, type TestConsole} from '../helpers/console.js';

/** The action of an operation, as its form prepares it. */
function prepared(app: TestConsole, id: string, input: OperationInput): PreparedAction {
  const {operations, prepare} = app.engine();
  const action = prepare.operation(operations.get(id) ?? expect.fail(`no operation ${id}`), input);
  return isProblem(action) ? expect.fail(action.problem) : action;
}

test('a logout by its operation asks for as much as the key for it', async () => {
  await onFloor({}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    const everywhere = prepared(app, 'forceLogoutAgents', {body: {ip_addrs: ['0.0.0.0/0']}});
    expect(everywhere.typed.map(({text}) => text)).toEqual([tenant.subdomain, '4294967296']);
    const [one, other] = [...app.engine().session.picture.agents.values()].filter(({active}) => active);
    const ids = [one?.id ?? 0, other?.id ?? 0];
    const two = prepared(app, 'forceLogoutAgents', {body: {agent_ids: ids}});
    expect(two.typed.map(({text}) => text)).toEqual(['2']);
    expect(two.preview?.map(({name, presence}) => [name, presence])).toEqual([
      [one?.name, expect.stringMatching(/\w/)],
      [other?.name, expect.stringMatching(/\w/)],
    ]);
    expect(two.facts.join(' ')).toMatch(/Of the 2 agents known/);
  });
});

test('a team makes a change of status dangerous, and says so', async () => {
  await onFloor({}, async ({app, tenant}) => {
    await app.waitFor(/all known/);
    const [team = 0] = tenant.teams.keys();
    const action = prepared(app, 'updateAgentStatuses', {body: {status: 'Break', agent_ids: [], team_ids: [team]}});
    expect([action.class, action.typed.map(({text}) => text)]).toEqual(['dangerous', [tenant.subdomain]]);
    expect(action.facts.join(' ')).toMatch(/A team sent by its id reaches whoever is in it now/);
  });
});

test('a change of status by its operation is seen like one by key', async () => {
  await onFloor({columns: 120}, async ({app}) => {
    await app.waitFor(/all known/);
    const {session, runner} = app.engine();
    const {picture} = session;
    const available = picture.statuses.byName('Available')?.id;
    const agent = [...picture.agents.values()].find(({presence}) => presence.statusId === available);
    const body = {status: 'Break', agent_ids: [agent?.id ?? 0], team_ids: []};
    const action = prepared(app, 'updateAgentStatuses', {body});
    const result = await runner.run(action, {confirmed: action.id, typed: [], provenAt: null});
    expect(result).toMatchObject({stage: 'accepted', words: expect.stringMatching(/1 of 1 changed to Break/)});
    await app.keys('5', /Seen: Change agent status/);
    await vi.waitFor(() =>
      expect(app.audit().map(({event}) => event)).toEqual(['prepared', 'sent', 'accepted', 'seen']),
    );
  });
});
