import {expect, test} from 'vitest';
import type {SimulatedTenant} from '../../source/simulator/simulated-tenant.js';
import {onFloor, openConsole, type TestConsole, writes} from '../helpers/console.js';
import {fakeTenant, plainAnswer} from './fake-tenant.js';

/** Escalates `chatId` through the form and confirms it. */
async function escalate(app: TestConsole, chatId: number): Promise<void> {
  await app.keys('e', /Chat id/);
  await app.type(`#${chatId}`);
  await app.keys('enter', 'enter', 'enter', 'enter', /Escalate chat/, 'y', /: accepted ─/);
}

/** A chat with the virtual agent in a queue that turns escalations away, or one that does not. */
async function chatIn(app: TestConsole, tenant: SimulatedTenant, isOpen: boolean): Promise<number> {
  await app.waitFor(/all known/);
  const states = new Map(
    (app.resources.get('queues')?.queues ?? []).map(queue => [queue.path, queue.states.chat?.value]),
  );
  const chat = tenant
    .virtualAgentChats()
    .find(({id, path}) => id >= 81_501 && (states.get(path) === 'open') === isOpen);
  if (!chat)
    throw new Error(`no chat for it: ${JSON.stringify([...states])} ${JSON.stringify(tenant.virtualAgentChats())}`);
  return chat.id;
}

test('an escalated chat is followed in Watch', async () => {
  await onFloor({}, async ({app, tenant}) => {
    const id = await chatIn(app, tenant, true);
    await escalate(app, id);
    expect(app.text()).toContain('followed in Watch');
    await app.keys('escape', new RegExp(`chat ${id} +\\w+`));
    expect(app.store.get().dialogs).toEqual([]);
  });
});

test('a deflection that is told opens the choice by itself, once, and never over another dialog', async () => {
  await onFloor({simulated: {discloseDeflection: true}}, async ({app, tenant}) => {
    const id = await chatIn(app, tenant, false);
    await escalate(app, id);
    // The result is open: the choice waits for it.
    expect(app.store.get().dialogs).toHaveLength(1);
    await app.keys('escape', /which channel/, /email/, 'escape');
    await app.waitFor(new RegExp(`chat ${id}.*press d|DEFLECTED`));
    expect(app.store.get().dialogs).toEqual([]);
    await app.keys(
      '6',
      'd',
      /which channel/,
      'down',
      'down',
      /> email/,
      'enter',
      /Two requests/,
      'y',
      /goes on by email/,
    );
    expect(
      writes(tenant.requests)
        .slice(1)
        .map(({method, body}) => ({method, body})),
    ).toEqual([
      {method: 'PATCH', body: {deflection_channel: 'email'}},
      {
        method: 'PATCH',
        body: {chat: {status: 'finished', deflection_channel: 'email', escalation_id: expect.any(Number)}},
      },
    ]);
    await app.keys('escape', 'd', /was given email already/);
  });
});

test('where no deflection is told, d opens the choice', async () => {
  await onFloor({}, async ({app, tenant}) => {
    const id = await chatIn(app, tenant, false);
    await escalate(app, id);
    await app.keys(
      'escape',
      '6',
      'd',
      /which channel/,
      'down',
      /> virtual_agent/,
      'enter',
      /\[ Cancel \]/,
      'y',
      /Channel virtual_agent was chosen/,
    );
    expect(writes(tenant.requests)[1]?.body).toEqual({deflection_channel: 'virtual_agent'});
  });
});

test('the chat is looked up while the form is filled in: what it is, and that a mistyped one is none', async () => {
  await onFloor({}, async ({app, tenant}) => {
    const id = await chatIn(app, tenant, true);
    await app.keys('e', /Chat id/);
    await app.type(`${id}`);
    await app.keys('enter', new RegExp(`Chat ${id}: va_\\w+, .*virtual agent`));
    await app.keys('enter', 'enter', 'enter', new RegExp(`! Chat ${id}: va_`), /\[ Cancel \]/, 'n');
    await app.keys('e', /Chat id/);
    await app.type('99999');
    await app.keys('tab', /NO CHAT 99999 WAS FOUND/);
    await app.keys('enter', 'enter', 'enter', /! NO CHAT 99999 WAS FOUND/, 'n');
    expect(writes(tenant.requests)).toEqual([]);
  });
});

test('a look-up without an answer keeps nobody from acting', async () => {
  const tenant = await fakeTenant(
    request => (request.method === 'POST' ? {body: {id: 9, status: 'escalated'}} : plainAnswer(request)),
    (request, answer) => {
      if (request.path !== '/chats/81502') answer();
    },
  );
  const app = await openConsole({tenant});
  await app.waitFor(/all known/);
  await app.keys('e', /Chat id/);
  await app.type('81502');
  await app.keys('enter', /Looking chat 81502 up/);
  await app.waitFor(() => tenant.requests.some(({path}) => path === '/chats/81502'));
  await app.keys('enter', 'enter', 'enter', /has not been looked up yet/, 'y', /: accepted/);
  expect(tenant.requests.filter(({method}) => method === 'POST')).toHaveLength(1);
  await app.end();
  await tenant.close();
});

test('a chat id that is none is said beside the field', async () => {
  await onFloor({}, async ({app, tenant}) => {
    await app.waitFor(/live/);
    await app.keys('e', /Chat id/);
    await app.type('eight');
    await app.keys('enter', 'enter', 'space', /\[x\] yes/, 'enter', 'enter', /"eight" is not a chat id/);
    expect(writes(tenant.requests)).toEqual([]);
  });
});

test('w follows by id, x stops', async () => {
  await onFloor({}, async ({app, tenant}) => {
    const id = await chatIn(app, tenant, true);
    await app.keys('w', /whole number/);
    await app.type(`${id}`);
    await app.keys('enter', new RegExp(`Following chat ${id}`));
    await app.waitFor(new RegExp(`chat ${id} +va_`));
    await app.keys('6', 'x', /Nothing is followed/);
  });
});
