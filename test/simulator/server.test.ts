import {describe, expect, it} from 'vitest';
import {startSimulatedTenant} from '../../source/simulator/simulated-tenant.js';
import {closeTenantsAfterEach, startTestTenant} from './tenant-client.js';

closeTenantsAfterEach();
const small = {agents: 20, queues: 5} as const;

describe('credentials', () => {
  it.each([
    ['none', ''],
    ['a wrong token', `Basic ${Buffer.from('demo:nope').toString('base64')}`],
    ['another scheme', 'Bearer 123'],
  ])('refuses %s with 401 and a message', async (_, authorization) => {
    const {send} = await startTestTenant(small);
    const reply = await send('GET', '/users', undefined, {authorization});
    expect(reply.status).toBe(401);
    expect(reply.body).toEqual({message: 'Invalid credentials'});
  });

  it('draws the token from the seed', async () => {
    const [one, same, other] = await Promise.all([
      startTestTenant({...small, seed: 5}),
      startTestTenant({...small, seed: 5}),
      startTestTenant({...small, seed: 6}),
    ]);
    expect(one.tenant.token).toBe(same.tenant.token);
    expect(one.tenant.token).not.toBe(other.tenant.token);
    expect(one.tenant.token).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('rate limit', () => {
  it('accepts one request per interval and is not moved by refused ones', async () => {
    const {send, clock} = await startTestTenant({...small, rate: 2});
    const statusAfter = async (ms: number): Promise<number> => {
      clock.advance(ms);
      return (await send('GET', '/users?per=1')).status;
    };
    expect(await statusAfter(0)).toBe(200);
    expect(await statusAfter(499.9)).toBe(429);
    expect(await statusAfter(0.1)).toBe(200);
    expect(await statusAfter(250)).toBe(429);
    expect(await statusAfter(249)).toBe(429);
    expect(await statusAfter(1)).toBe(200);
  });

  it('never saves up slots', async () => {
    const {send, clock} = await startTestTenant({...small, rate: 0.5});
    clock.advance(60_000);
    const statuses = [];
    for (let index = 0; index < 3; index++) statuses.push((await send('GET', '/users?per=1')).status);
    expect(statuses).toEqual([200, 429, 429]);
  });

  it('stays in wall time whatever the speed of the floor', async () => {
    const {send, clock} = await startTestTenant({...small, rate: 1, speed: 60});
    await send('GET', '/users?per=1');
    clock.advance(900);
    expect((await send('GET', '/users?per=1')).status).toBe(429);
  });

  it('sends a message, and Retry-After unless told not to', async () => {
    for (const retryAfter of [true, false]) {
      const {send} = await startTestTenant({...small, rate: 1, retryAfter});
      await send('GET', '/users?per=1');
      const refused = await send('GET', '/users?per=1');
      expect(refused.status).toBe(429);
      expect(refused.body).toEqual({message: 'Rate limit exceeded'});
      expect(refused.headers.get('retry-after')).toBe(retryAfter ? '1' : null);
    }
  });

  it('does not spend a slot on bad credentials', async () => {
    const {send} = await startTestTenant({...small, rate: 1});
    expect((await send('GET', '/users?per=1', undefined, {authorization: 'x'})).status).toBe(401);
    expect((await send('GET', '/users?per=1')).status).toBe(200);
  });
});

describe('requests', () => {
  it('are recorded with arrival, path, query, status and body', async () => {
    const {send, tenant, clock} = await startTestTenant(small);
    const heard: string[] = [];
    const stop = tenant.onRequest(record => heard.push(record.path));
    await send('GET', '/users?per=3');
    clock.advance(12.5);
    await send('POST', '/end_users', {identifier: 'cust-1'});
    stop();
    await send('GET', '/nothing');
    expect(tenant.requests).toEqual([
      {at: 1000, method: 'GET', path: '/users', query: 'per=3', status: 200, body: undefined},
      {at: 1012.5, method: 'POST', path: '/end_users', query: '', status: 200, body: {identifier: 'cust-1'}},
      {at: 1012.5, method: 'GET', path: '/nothing', query: '', status: 404, body: undefined},
    ]);
    expect(heard).toEqual(['/users', '/end_users']);
  });

  it('keeps the last thousand', async () => {
    const {send, tenant} = await startTestTenant({...small, rate: 0.1});
    for (let round = 0; round < 21; round++) {
      await Promise.all(Array.from({length: 50}, () => send('GET', '/users?per=1')));
    }
    expect(tenant.requests).toHaveLength(1000);
    expect(tenant.requests.every(({status}) => status === 429)).toBe(true);
  });

  it('answers 400 to malformed JSON and unknown keys, 404 to unknown paths, 413 to too much', async () => {
    const {send, message} = await startTestTenant(small);
    expect(await send('POST', '/end_users', '{"identifier":')).toMatchObject({
      status: 400,
      body: {message: 'Request body is not valid JSON'},
    });
    expect(await message('/users?pages=1')).toBe('Unknown parameter: pages');
    expect(await message('/users/%zz', 404)).toContain('No operation');
    expect((await send('DELETE', '/users')).status).toBe(404);
    const huge = JSON.stringify({identifier: 'x'.repeat(1_200_000)});
    expect(await send('POST', '/end_users', huge)).toMatchObject({status: 413});
  });
});

describe('closing', () => {
  it('ends kept-alive connections, and may be repeated', async () => {
    const {send, tenant} = await startTestTenant(small);
    await send('GET', '/users?per=1');
    await tenant.close();
    await tenant.close();
    await expect(send('GET', '/users?per=1')).rejects.toThrow();
  });

  it('frees the port, and a taken port is an error', async () => {
    const {tenant} = await startTestTenant(small);
    const port = Number(new URL(tenant.baseUrl).port);
    await expect(startSimulatedTenant({...small, port})).rejects.toThrow('EADDRINUSE');
    await tenant.close();
    const next = await startTestTenant({...small, port});
    expect(new URL(next.tenant.baseUrl).port).toBe(String(port));
  });

  it('refuses sizes out of range', async () => {
    await expect(startSimulatedTenant({agents: 0})).rejects.toThrow('agents');
    await expect(startSimulatedTenant({queues: 2001})).rejects.toThrow('queues');
    await expect(startSimulatedTenant({speed: 0})).rejects.toThrow('speed');
  });
});
