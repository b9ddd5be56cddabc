import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {exampleOfFields} from '../../../source/api/example.js';
import {fieldsOf} from '../../../source/api/field-list.js';
import {OPERATIONS} from '../../../source/api/operations/all.js';
import {deadTenant, oddTenant, smallTenant} from '../own-tenant.js';
import {call, fileIn, startCall, testFolder} from './call-run.js';

describe('call', () => {
  test('a read: raw bytes on stdout, status and times on stderr', async () => {
    const odd = await oddTenant((_, response) => response.end('[ {"menu_id":1,  "x":"\u009b1m"} ]'));
    const {code, out, err} = await call(odd, ['listWaitTimes', '--query', 'lang=en']);
    expect([code, out]).toEqual([0, '[ {"menu_id":1,  "x":"\u009b1m"} ]']);
    expect(err).toMatch(/^200 OK, \d+ ms, waited \d+ ms for a slot\n$/);
  });

  test('on a terminal JSON is pretty, and no control character of the server gets through', async () => {
    const odd = await oddTenant((_, response) => response.end('[{"menu_id":1,"x":"\u009b1m\u202e"}]'));
    const {out} = await call(odd, ['listWaitTimes', '--query', 'lang=en'], {isTTY: true});
    expect(out).toBe('[\n  {\n    "menu_id": 1,\n    "x": "\\u009b1m\\u202e"\n  }\n]\n');
  });

  test('lists repeat their key, and values are read by their kind', async () => {
    const tenant = await smallTenant();
    const line = ['listUsers', '--query', 'status_id[]=4', '--query', 'status_id[]=7'];
    expect((await call(tenant, line)).code).toBe(0);
    expect(tenant.requests.at(-1)?.query).toBe('status_id[]=4&status_id[]=7');
    expect((await call(tenant, ['listUsers', '--query', 'online[]=true'])).code).toBe(0);
    expect(tenant.requests.at(-1)?.query).toBe('online[]=true');
  });

  test('a write is audited, and its body comes from flag, file or standard input', async () => {
    const tenant = await smallTenant();
    const folder = testFolder();
    const state = testFolder();
    const text = JSON.stringify({identifier: 'cust-1', name: 'Lena'});
    const file = fileIn(folder, 'body.json', text);
    for (const [body, input] of [[text], [`@${file}`], ['-', text]] as const) {
      const run = await call(tenant, ['upsertEndUser', '--yes', '--body', body], {state, ...(input ? {input} : {})});
      expect(run.code, run.err).toBe(0);
      expect(JSON.parse(run.out)).toMatchObject({identifier: 'cust-1'});
      expect(tenant.requests.at(-1)?.body).toEqual({identifier: 'cust-1', name: 'Lena'});
    }
    const audit = join(state, 'floorwalker', 'audit');
    const lines = readFileSync(join(audit, readdirSync(audit).find(name => name.endsWith('.ndjson')) ?? ''), 'utf8');
    expect(lines.match(/"event":"(prepared|sent|accepted)"/g)).toHaveLength(9);
    expect(lines).not.toContain(tenant.token);
  });

  test('rows that were refused under 200 are told, with exit 1; the body still comes', async () => {
    const odd = await oddTenant((_, response) =>
      response.end(
        '[{"phone_number":"+13125550177","status":"created"},{"phone_number":"+13125550178","status":"failed","error":"not now"}]',
      ),
    );
    const body = JSON.stringify({contacts: [{phone_number: '+13125550177'}, {phone_number: '+13125550178'}]});
    const {code, out, err} = await call(odd, ['addDncContacts', '--yes', '--body', body]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toHaveLength(2);
    expect(err).toContain('Not done for +13125550178: not now');
  });
});

describe('exit codes', () => {
  test('1 for what the tenant refuses, with its words; 3 for credentials; 4 for nobody there', async () => {
    const tenant = await smallTenant();
    const missing = await call(tenant, ['getChat', '--param', 'id=999999']);
    expect(missing.code).toBe(1);
    expect(missing.err).toMatch(/Not found \(404\).*GET \/chats\/\{id\} is inferred.*endpoints: \{getChat:/);
    expect((await call({...tenant, token: 'wrong'}, ['listWaitTimes', '--query', 'lang=en'])).code).toBe(3);
    expect((await call(await deadTenant(), ['listWaitTimes', '--query', 'lang=en'])).code).toBe(4);
    const dead = await call(await deadTenant(), ['createContactList', '--yes', '--body', '{"name":"a"}']);
    expect([dead.code, dead.err]).toEqual([4, expect.stringMatching(/cannot be reached/)]);
  });

  test.each([
    [['listWaitTime'], /no operation "listWaitTime".*Did you mean "?listWaitTimes/],
    [['listWaitTimes'], /query key lang: missing; it takes an ISO 639-1 language code/],
    [['listWaitTimes', '--query', 'lang=english'], /query key lang: takes an ISO 639-1/],
    [['listWaitTimes', '--query', 'lan=en'], /--query lan: is not known; it takes lang, menu_id/],
    [['listWaitTimes', '--query', 'lang'], /--query takes NAME=VALUE, not "lang"/],
    [['listWaitTimes', '--query', 'lang=en', '--query', 'lang=fr'], /--query lang is given twice/],
    [['getChat', '--param', 'id=abc'], /parameter id: takes a whole number, not "abc"/],
    [['getChat', '--param', 'id=1', '--body', '{}'], /getChat: it takes no body/],
    [['createContactList', '--body', '{name}'], /--body is not JSON \(as given\)/],
    [['createContactList', '--body', '@/nonexistent'], /--body @\/nonexistent cannot be read \(ENOENT\)/],
    [['createContactList', '--body', '{"name":"a","nme":1}'], /body field nme: is not known; it takes name/],
    [['uploadBulkUsers', '--file', 'file=@/nonexistent.json'], /body field file: there is no file \/nonexistent\.json/],
    [['uploadBulkUsers', '--file', 'users=@/x.json'], /--file users: is not known; it takes file/],
    [['createContactList', '--body', '{"name":"a"}'], /changes the tenant: agree with --yes.*Nothing was sent/],
    [['deleteContactList', '--param', 'id=1'], /is dangerous: agree with --confirm demo/],
    [['deleteContactList', '--param', 'id=1', '--yes'], /is dangerous: agree with --confirm demo/],
    [
      ['deleteContactList', '--param', 'id=1', '--confirm', 'acme'],
      /--confirm takes the tenant's name, demo, not "acme"/,
    ],
    [['createContactList', '--yes', '--read-only', '--body', '{"name":"a"}'], /this is read-only/],
    [['listWaitTimes', '--query', 'lang=en', '--output', '/nonexistent/a'], /there is no folder \/nonexistent/],
  ])('2 for %j: one sentence, nothing sent', async (line, words) => {
    const tenant = await smallTenant();
    const {code, err, out} = await call(tenant, line);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(words);
    expect(tenant.requests).toHaveLength(0);
  });

  test('many targets make a write dangerous', async () => {
    const tenant = await smallTenant();
    const numbers = Array.from({length: 11}, (_, index) => ({
      phone_number: `+131255501${String(index).padStart(2, '0')}`,
    }));
    const line = ['addDncContacts', '--yes', '--body', JSON.stringify({contacts: numbers})];
    const {code, err} = await call(tenant, line);
    expect([code, err]).toEqual([2, expect.stringMatching(/is dangerous: agree with --confirm demo/)]);
    expect(tenant.requests).toHaveLength(0);
  });

  test('so does a team, which may hold any number', async () => {
    const tenant = await smallTenant();
    const [team = 0] = tenant.teams.keys();
    const line = ['updateAgentStatuses', '--body', JSON.stringify({status: 'Break', agent_ids: [], team_ids: [team]})];
    const {code, err} = await call(tenant, [...line, '--yes']);
    expect([code, err]).toEqual([2, expect.stringMatching(/is dangerous: agree with --confirm demo/)]);
    expect(tenant.requests).toHaveLength(0);
    // Whoever is in a call is left alone, which is told by exit code 1.
    expect([0, 1]).toContain((await call(tenant, [...line, '--confirm', tenant.subdomain])).code);
    expect(tenant.requests).toHaveLength(1);
  });

  test('1, not 4, for a change whose answer was lost: whoever tries again what was not reached would do it twice', async () => {
    const odd = await oddTenant((request, response) => request.resume().on('end', () => response.destroy()));
    const {code, err} = await call(odd, ['createContactList', '--yes', '--body', '{"name":"a"}']);
    expect([code, err]).toEqual([1, expect.stringMatching(/answer was lost.*Whether it took effect is not known/)]);
    const read = await call(odd, ['listWaitTimes', '--query', 'lang=en']);
    expect([read.code, read.err]).toEqual([4, expect.stringMatching(/answer was lost.*check the network/)]);
    expect(read.err).not.toContain('took effect');
  });

  test('end users are named in the audit log by pseudonyms, unless their data are to be kept', async () => {
    const tenant = await smallTenant();
    const line = ['addDncContacts', '--yes', '--body', '{"contacts":[{"phone_number":"+13125550177"}]}'];
    for (const [flags, isKept] of [
      [[], false],
      [['--record-personal'], true],
    ] as const) {
      const state = testFolder();
      expect((await call(tenant, [...line, ...flags], {state})).code).toBe(0);
      const folder = join(state, 'floorwalker');
      const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile());
      const text = files.map(({parentPath, name}) => readFileSync(join(parentPath, name), 'utf8')).join('');
      expect(text.includes('3125550177')).toBe(isKept);
      expect(text.includes('tel-')).toBe(!isKept);
    }
  });
});

/** A command line with every required field of an operation, without the fields named in `but`. */
function sampleLine(operation: (typeof OPERATIONS)[number], folder: string, but?: string): readonly string[] {
  const without = (part: typeof operation.params | typeof operation.body) =>
    fieldsOf(part).filter(({name}) => name !== but);
  const pairs = (flag: string, part: typeof operation.params) =>
    Object.entries(exampleOfFields(without(part))).flatMap(([name, value]) =>
      [value].flat().flatMap(one => [flag, `${name}=${String(one)}`]),
    );
  const body = {
    ...exampleOfFields(without(operation.body).filter(field => field.kind !== 'file')),
    ...EXTRA[operation.id],
  };
  if (but) delete (body as Record<string, unknown>)[but];
  const files = without(operation.body).filter(field => field.kind === 'file');
  return [
    operation.id,
    ...pairs('--param', operation.params),
    ...pairs('--query', operation.query),
    ...(operation.id === 'getEndUser' && but !== 'id' ? ['--query', 'id=12'] : []),
    ...(Object.keys(body).length > 0 ? ['--body', JSON.stringify(body)] : []),
    ...files.flatMap(({name}) => ['--file', `${name}=@${fileIn(folder, 'file.json', '[]')}`]),
  ];
}

/** What rules ask for beyond single fields. */
const EXTRA: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  updateCampaignContact: {contact_id: 1},
  deleteCampaignContact: {contact_id: 1},
  forceLogoutAgents: {agent_ids: [1]},
  forceLogoutAgentsByTeam: {agent_ids: [1]},
  restoreQueueSettingsVersion: {id: 1},
  sendCallCustomData: {signed: false, data: {}},
  sendChatCustomData: {signed: false, data: {}},
};

describe('every operation', () => {
  test.each(OPERATIONS.map(operation => [operation.id, operation] as const))('%s: dry run', async (_id, operation) => {
    const tenant = await smallTenant();
    const folder = testFolder();
    const line = [...sampleLine(operation, folder), '--dry-run'];
    const {code, out, err} = await call(tenant, line);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^${operation.method} http`));
    expect(out).not.toContain(tenant.token);

    for (const part of [operation.params, operation.query, operation.body]) {
      for (const {name, required, fallback} of fieldsOf(part)) {
        if (!required || fallback !== undefined) continue;
        const lacking = await call(tenant, [...sampleLine(operation, folder, name), '--yes', '--confirm', 'demo']);
        const last = name.split('.').at(-1) ?? '';
        expect(lacking.code, `${operation.id} without ${name}: ${lacking.err}`).toBe(2);
        expect(lacking.err).toContain(last);
      }
    }
    expect(tenant.requests).toHaveLength(0);
  });
});

describe('files', () => {
  const bytes = Buffer.from(Array.from({length: 3_000_000}, (_, index) => index % 251));
  const line = ['exportQueueSettings', '--query', 'export_audio_files=true', '--query', 'export_attached_files=false'];

  test('a download is there only when it is whole, mode 0600', async () => {
    const folder = testFolder();
    const path = fileIn(folder, 'export.zip', 'old');
    const odd = await oddTenant((_, response) => response.end(bytes));
    const {code, out} = await call(odd, [...line, '--output', path]);
    expect([code, out]).toEqual([0, '']);
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['export.zip']);
  });

  test('one that breaks off, or is interrupted, leaves nothing behind', async () => {
    const folder = testFolder();
    const broken = await oddTenant((_, response) => {
      response.writeHead(200, {'content-length': bytes.length});
      response.write(bytes.subarray(0, 1_000_000), () => response.destroy());
    });
    const lost = await call(broken, [...line, '--output', join(folder, 'a.zip')]);
    expect(lost.code).toBe(4);
    const slow = await oddTenant((_, response) => {
      response.writeHead(200, {'content-length': bytes.length});
      response.write(bytes.subarray(0, 1_000_000));
    });
    const {io, code} = startCall(slow, [...line, '--output', join(folder, 'b.zip')], {isTTY: true});
    await io.err.until(text => text.includes('%'));
    expect(readdirSync(folder)).toHaveLength(1);
    io.signal('SIGINT');
    expect(await code).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('goes to stdout in a pipe as it came, and asks for a name on a terminal', async () => {
    const odd = await oddTenant((_, response) => response.end('PK\u0003'));
    expect(await call(odd, line)).toMatchObject({code: 0, out: 'PK\u0003'});
    const asked = await call(odd, line, {isTTY: true});
    expect([asked.code, asked.err]).toEqual([2, expect.stringMatching(/answers with a file: add --output PATH/)]);
  });

  test('an upload carries its file', async () => {
    const received: string[] = [];
    const odd = await oddTenant(async (request, response) => {
      received.push(Buffer.concat(await request.toArray()).toString());
      response.end('{"id":318,"status":"created"}');
    });
    const file = fileIn(testFolder(), 'users.json', '[{"email":"a@example.com"}]');
    const {code, out} = await call(odd, ['uploadBulkUsers', '--yes', '--file', `file=@${file}`]);
    expect([code, JSON.parse(out).id]).toEqual([0, 318]);
    expect(received[0]).toContain('filename="users.json"');
    expect(received[0]).toContain('[{"email":"a@example.com"}]');
  });

  test('an upload that is interrupted is said to be unknown', async () => {
    const file = fileIn(testFolder(), 'users.json', '[{"email":"a@example.com"}]');
    const line = ['uploadBulkUsers', '--yes', '--file', `file=@${file}`];
    let arrived = (): void => {};
    const here = new Promise<void>(resolve => {
      arrived = resolve;
    });
    const silent = await oddTenant(request => request.resume().once('end', () => arrived()));
    const {io, code} = startCall(silent, line);
    await here;
    io.signal('SIGINT');
    expect(await code).toBe(130);
    expect(io.err.text).toMatch(/^uploadBulkUsers: interrupted; whether it took effect is not known\./);
  });

  test('nothing is written where nothing was answered', async () => {
    const folder = testFolder();
    const path = join(folder, 'a.json');
    const {code} = await call(await deadTenant(), ['listWaitTimes', '--query', 'lang=en', '--output', path]);
    expect([code, existsSync(path), readdirSync(folder)]).toEqual([4, false, []]);
  });
});

describe('repetition', () => {
  const failing = async (status: number) => {
    const methods: string[] = [];
    const tenant = await oddTenant((request, response) => {
      methods.push(request.method ?? '');
      response.statusCode = methods.length < 3 ? status : 200;
      response.end('{"id":1}');
    });
    return {methods, tenant};
  };

  test('reads and the end-user upsert are tried again, at most twice', async () => {
    const read = await failing(503);
    expect((await call(read.tenant, ['getChat', '--param', 'id=1'])).code).toBe(0);
    expect(read.methods).toHaveLength(3);
    const upsert = await failing(500);
    const line = ['upsertEndUser', '--yes', '--body', '{"identifier":"a"}'];
    expect((await call(upsert.tenant, line)).code).toBe(0);
    expect(upsert.methods).toHaveLength(3);
  });

  test('nothing else is', async () => {
    const write = await failing(500);
    const {code, err} = await call(write.tenant, ['createContactList', '--yes', '--body', '{"name":"a"}']);
    expect([code, write.methods]).toEqual([1, ['POST']]);
    expect(err).toMatch(/The tenant failed \(500\)/);
    const refused = await failing(400);
    expect((await call(refused.tenant, ['getChat', '--param', 'id=1'])).code).toBe(1);
    expect(refused.methods).toHaveLength(1);
  });
});
