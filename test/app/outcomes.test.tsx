import {expect, test} from 'vitest';
import {Confirming} from '../../source/keys/confirming.js';
import {agreedTo, prepared} from '../actions/prepared.js';
import {openConsole} from '../helpers/console.js';
import {type FakeAnswer, type FakeRequest, fakeTenant, plainAnswer} from './fake-tenant.js';

const isPost = ({method}: FakeRequest): boolean => method === 'POST';

test('a team sent by its id is dangerous although nobody of it was seen', async () => {
  const tenant = await fakeTenant(request =>
    request.path === '/users' ? {status: 500, body: {}} : plainAnswer(request),
  );
  const app = await openConsole({tenant, profile: {teams: {11: 'Everybody'}}});
  const {prepare, teams, runner} = app.engine();
  const selection = {agents: [], teams: teams()};
  const status = prepared(prepare.agentStatus(selection, 'Break'));
  expect(status).toMatchObject({class: 'dangerous', title: 'Set team Everybody to Break', countdownMs: 400});
  expect(status.typed).toEqual([{text: 'acme', what: "the tenant's name"}]);
  const logout = prepared(prepare.forceLogout(selection, '10.0.0.0/8'));
  expect(logout.title).toBe('Force logout: team Everybody and 10.0.0.0/8');
  const unproven = {confirmed: logout.id, typed: [], provenAt: null};
  expect((await runner.run({...logout, typed: [], countdownMs: 0}, unproven)).stage).toBe('not-sent');
  expect(tenant.requests.filter(isPost)).toEqual([]);
  await app.end();
  await tenant.close();
});

test('leaving while an action is unanswered: unknown, in the audit log too', async () => {
  const held: (() => void)[] = [];
  const tenant = await fakeTenant(plainAnswer, (request, answer) => {
    if (!isPost(request)) answer();
    else held.push(answer);
  });
  const app = await openConsole({tenant});
  const {prepare, runner} = app.engine();
  const action = prepared(prepare.escalation({chatId: '1', reason: '', force: false}));
  const running = runner.run(action, agreedTo(action));
  await app.waitFor(() => held.length > 0);
  await app.leave();
  expect((await running).stage).toBe('unknown');
  expect(app.audit().map(({event}) => event)).toEqual(['prepared', 'sent', 'unknown']);
  await app.end();
  await tenant.close();
});

test('the end of one action leaves the hold of the next confirmation alone', async () => {
  let release = () => {};
  const tenant = await fakeTenant(plainAnswer, (request, answer) => {
    if (!isPost(request)) answer();
    else release = answer;
  });
  const app = await openConsole({tenant});
  const engine = app.engine();
  const confirming = new Confirming(app.store, () => engine);
  const escalate = (chatId: string) => prepared(engine.prepare.escalation({chatId, reason: '', force: false}));
  app.store.dispatch({type: 'open', dialog: confirming.open(escalate('1'))});
  confirming.agree();
  await app.waitFor(() => tenant.requests.some(isPost));
  confirming.cancel();
  expect(app.store.get().dialogs).toEqual([]);
  app.store.dispatch({type: 'open', dialog: confirming.open(escalate('2'))});
  release();
  await engine.runner.settled();
  expect(engine.session.budget.view().hold?.reason).toMatch(/confirmation/);
  confirming.cancel();
  expect(engine.session.budget.view().hold).toBeNull();
  await app.end();
  await tenant.close();
});

test('a turned-away chat whose finishing failed is offered to be finished, and only that', async () => {
  let status = 500;
  const tenant = await fakeTenant((request): FakeAnswer => {
    if (request.path.endsWith('/escalations')) return {body: {id: 9, status: 'deflected'}};
    if (request.path.includes('/escalations/')) return {body: {id: 9}};
    if (request.method === 'PATCH') return {status, body: {id: 5, status: 'finished'}};
    return request.path === '/chats/5' ? {body: {id: 5, status: 'assigned'}} : plainAnswer(request);
  });
  const app = await openConsole({tenant});
  const {prepare, runner} = app.engine();
  const escalate = prepared(prepare.escalation({chatId: '5', reason: '', force: false}));
  await runner.run(escalate, agreedTo(escalate));
  // The choice that opens by itself.
  await app.keys(/which channel/, 'escape');
  const deflect = prepared(prepare.deflection(5, 'email'));
  expect(deflect.steps).toHaveLength(2);
  expect((await runner.run(deflect, agreedTo(deflect))).stage).toBe('unknown');
  status = 200;
  await app.keys('6', 'd', /Finish chat 5/, /still to be finished/, 'y', /goes on by email/);
  const writes = tenant.requests.filter(({method}) => method === 'PATCH').map(({path}) => path);
  expect(writes).toEqual(['/chats/5/escalations/9', '/chats/5', '/chats/5']);
  await app.end();
  await tenant.close();
});

test('a status that the profile does not name cannot be seen, and the result says so', async () => {
  const rows = [{agent_id: 1, name: 'Ann Lee', previous_status: 'Available', current_status: 'LUNCH'}];
  const tenant = await fakeTenant(request => (isPost(request) ? {body: rows} : plainAnswer(request)));
  const app = await openConsole({tenant});
  await app.waitFor(/all known/);
  const {prepare, runner, session} = app.engine();
  const agents = [...session.picture.agents.values()].slice(0, 1);
  const action = prepared(prepare.agentStatus({agents, teams: []}, 'Lunch'));
  const result = await runner.run(action, agreedTo(action));
  expect(result.words).toMatch(/1 of 1 changed to Lunch\. The profile has no status "Lunch"/);
  await app.end();
  await tenant.close();
});
