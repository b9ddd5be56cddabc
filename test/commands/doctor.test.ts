import {describe, expect, test} from 'vitest';
import {OPERATIONS} from '../../source/api/operations/all.js';
import {runDoctor} from '../../source/commands/doctor/doctor.js';
import {findingLine} from '../../source/commands/doctor/finding.js';
import {planProbes} from '../../source/commands/doctor/probe.js';
import {runFlags} from '../settings/run-flags.js';
import {deadTenant, namingArguments, oddTenant, smallTenant} from './own-tenant.js';
import {testIo} from './test-io.js';

const naming = (tenant: {baseUrl: string; subdomain: string}) => ['doctor', ...namingArguments(tenant)] as const;
const withToken = (token: string) => testIo({environment: {FLOORWALKER_TOKEN: token, XDG_STATE_HOME: '/nonexistent'}});
/** The lines, by what they are about. */
const findings = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map(line => [line.slice(5, 18).trim(), line]),
  );

describe('a finding', () => {
  const words = 'one two three four five six seven eight nine ten eleven twelve.';
  const finding = {verdict: 'warn', about: 'budget', words, todo: 'Do this, and then that.'} as const;

  test('is one line where nobody reads it on a terminal', () => {
    expect(findingLine(finding)).toBe(`warn budget       ${words} Do this, and then that.\n`);
  });

  test('goes on below, between words, on a terminal that is too narrow for it', () => {
    const lines = findingLine(finding, 40).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(40);
    expect(lines.slice(1).every(line => /^ {18}\S/.test(line))).toBe(true);
    expect(lines.map(line => line.slice(18)).join(' ')).toBe(`${words} Do this, and then that.`);
    expect(findingLine(finding, 25)).toBe(findingLine(finding));
  });
});

describe('doctor', () => {
  test('a tenant in order: one request, one line for each check, and the token nowhere', async () => {
    const tenant = await smallTenant();
    const io = withToken(tenant.token);
    expect(await runDoctor(runFlags(...naming(tenant)), io)).toBe(0);
    const found = findings(io.out.text);
    for (const about of ['settings', 'token', 'reachable', 'credentials', 'queues', 'clock']) {
      expect(found.get(about), about).toMatch(/^ok /);
    }
    expect(found.get('statuses')).toMatch(/^warn .*statuses: {id: name}/);
    expect(tenant.requests).toHaveLength(1);
    expect(io.out.text + io.err.text).not.toContain(tenant.token);
  });

  test('a token that is refused is 3, a tenant that does not answer 4, settings that are wrong 2', async () => {
    const tenant = await smallTenant();
    const refused = withToken('wrong');
    expect(await runDoctor(runFlags(...naming(tenant)), refused)).toBe(3);
    expect(findings(refused.out.text).get('credentials')).toMatch(/^fail .*refused the credentials.*Check subdomain/);

    const dead = withToken('any');
    expect(await runDoctor(runFlags(...naming(await deadTenant())), dead)).toBe(4);
    expect(findings(dead.out.text).get('reachable')).toMatch(/^fail .*refused/);

    const none = testIo();
    expect(await runDoctor(runFlags(...naming(tenant)), none)).toBe(2);
    expect(findings(none.out.text).get('settings')).toMatch(/^fail .*no API token/);
    expect(tenant.requests).toHaveLength(1);
  });

  test('a clock that differs is named, with its side', async () => {
    const odd = await oddTenant((_request, response) => {
      response.setHeader('date', new Date(Date.now() - 3_600_000).toUTCString());
      response.end('[]');
    });
    const io = withToken('any');
    expect(await runDoctor(runFlags(...naming(odd)), io)).toBe(0);
    expect(findings(io.out.text).get('clock')).toMatch(/^warn .*about 3\d\d\d s ahead of the tenant's/);
  });

  test('probes read only, say what they cost first, and tell where a path is not', async () => {
    const tenant = await smallTenant();
    const io = withToken(tenant.token);
    expect(await runDoctor(runFlags(...naming(tenant), '--probe'), io)).toBe(0);
    const count = tenant.requests.length - 1;
    expect(count).toBeGreaterThan(1);
    expect(io.err.text).toMatch(new RegExp(`Probing costs ${count} requests, about .*reads only`));
    expect(tenant.requests.every(({method}) => method === 'GET')).toBe(true);
    expect(io.out.text).toMatch(/ok {3}probe +listUsers: GET \/users\?page=1&per=1 answered 200/);
    expect(io.out.text).toMatch(/skip probe +getChat: it needs an id/);

    const odd = await oddTenant((request, response) => {
      response.statusCode = request.url?.includes('/wait_times') ? 200 : 404;
      response.end('[]');
    });
    const lost = withToken('any');
    expect(await runDoctor(runFlags(...naming(odd), '--probe'), lost)).toBe(0);
    expect(lost.out.text).toMatch(/warn probe +listUsers: .*Not found.*Set endpoints: {listUsers:/);
  });

  test('nothing is probed of which a required field cannot be filled, or that starts a download', () => {
    const {probes} = planProbes(OPERATIONS, {menuId: null, lang: 'en', channel: 'call'});
    const ids = probes.map(({operation}) => operation.id);
    expect(ids).toContain('listUsers');
    expect(ids).not.toContain('exportQueueSettings');
    expect(ids).not.toContain('getQueueStatus');
    expect(probes.every(({operation}) => operation.class === 'read' && operation.confidence === 'inferred')).toBe(true);
  });
});
