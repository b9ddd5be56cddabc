import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {demoSettings} from '../../source/settings/demo-settings.js';
import {configDirectory, settingsPath, stateDirectory} from '../../source/settings/directories.js';
import {hasTenant} from '../../source/settings/has-tenant.js';
import {NoTenantError, SettingsError} from '../../source/settings/settings-error.js';
import {runFlags} from './run-flags.js';
import {refusal, type SettingsHome, settingsHome} from './settings-home.js';

let {home, path, load, remove} = {} as SettingsHome;
beforeEach(() => {
  ({home, path, load, remove} = settingsHome());
});
afterEach(() => remove());

const token = {FLOORWALKER_TOKEN: 'tok'};
const acme = 'profiles:\n  default:\n    baseUrl: https://acme.example.com\n';

describe('precedence', () => {
  test('a base URL and a token are enough', async () => {
    const settings = await load('--base-url https://acme.ccp.example.com', token);
    expect(settings).toMatchObject({
      tenant: 'acme',
      profile: 'default',
      baseUrl: 'https://acme.ccp.example.com/apps/api/v1',
      subdomain: 'acme',
      rate: 1,
      languages: ['en'],
      statuses: new Map(),
      queueFilter: {show: [], hide: []},
      readOnly: false,
      manyTargets: 10,
      countdownSeconds: 5,
    });
    expect(await settings.token()).toBe('tok');
    expect(Object.isFrozen(settings)).toBe(true);
  });

  test('flags beat environment beats profile beats defaults', async () => {
    const file = 'profiles: {default: {subdomain: p, domain: p.example, rate: 2, languages: [de, fr]}}';
    const environment = {...token, FLOORWALKER_SUBDOMAIN: 'e', FLOORWALKER_DOMAIN: 'e.example'};
    expect(await load('', token, file)).toMatchObject({
      baseUrl: 'https://p.p.example/apps/api/v1',
      rate: 2,
      languages: ['de', 'fr'],
    });
    expect(await load('', environment, file)).toMatchObject({baseUrl: 'https://e.e.example/apps/api/v1', rate: 2});
    const flags = '--subdomain f --domain f.example --rate 3 --lang it --lang it';
    expect(await load(flags, environment, file)).toMatchObject({
      baseUrl: 'https://f.f.example/apps/api/v1',
      rate: 3,
      languages: ['it'],
    });
    expect(await load('--base-url http://127.0.0.1:8080/x/', environment, file)).toMatchObject({
      baseUrl: 'http://127.0.0.1:8080/x',
      tenant: 'e',
    });
  });

  test('empty variables count as absent', async () => {
    const empty = {FLOORWALKER_BASE_URL: '', FLOORWALKER_PROFILE: '', FLOORWALKER_CONFIG: '', FLOORWALKER_TOKEN: ''};
    await refusal(load('', empty), NoTenantError);
  });

  test('takes every key of a profile', async () => {
    const file = `
profiles:
  acme:
    baseUrl: https://acme.example.com/
    tokenCommand: [echo, "a token", ]
    rate: 0.5
    languages: [en]
    statuses: {1: Available, 4: Break}
    teams: {7: Sales}
    queues: {show: [Support], hide: ["Support / Old"]}
    thresholds: {all: {call: {above: {warn: 60, critical: 120}}}, Sales: {available: {below: {critical: 0}}}}
    badge: "#ff0000"
    readOnly: true
    endpoints: {getForceLogoutJob: "GET /agent_statuses/jobs/{id}"}
    keys: {refresh: r, quit: [q, ctrl+c]}
    manyTargets: 3
    countdownSeconds: 0
`;
    expect(await load('--profile acme', {}, file)).toMatchObject({
      profile: 'acme',
      statuses: new Map([
        [1, 'Available'],
        [4, 'Break'],
      ]),
      teams: new Map([[7, 'Sales']]),
      queueFilter: {show: ['Support'], hide: ['Support / Old']},
      thresholds: {all: {call: {above: {warn: 60, critical: 120}}}, Sales: {available: {below: {critical: 0}}}},
      badge: '#ff0000',
      readOnly: true,
      endpoints: {getForceLogoutJob: 'GET /agent_statuses/jobs/{id}'},
      keys: {refresh: ['r'], quit: ['q', 'ctrl+c']},
      manyTargets: 3,
      countdownSeconds: 0,
    });
  });

  test('masks by flag, else by profile', async () => {
    const file = `${acme}    maskPii: true\n`;
    expect((await load('', token, acme)).maskPii).toBe(false);
    expect((await load('', token, file)).maskPii).toBe(true);
    expect((await load('--no-mask-pii', token, file)).maskPii).toBe(false);
    expect((await load('--mask-pii', token, acme)).maskPii).toBe(true);
  });

  test('finds its directories by XDG, which ignores relative paths', () => {
    expect(configDirectory({}, '/h')).toBe('/h/.config/floorwalker');
    expect(configDirectory({XDG_CONFIG_HOME: '/x'}, '/h')).toBe('/x/floorwalker');
    expect(stateDirectory({XDG_STATE_HOME: 'x'}, '/h')).toBe('/h/.local/state/floorwalker');
    expect(settingsPath({FLOORWALKER_CONFIG: '/y.yaml', XDG_CONFIG_HOME: '/x'}, '/h')).toBe('/y.yaml');
  });

  test('a demo needs nothing', async () => {
    const tenant = {baseUrl: 'http://127.0.0.1:1/apps/api/v1', subdomain: 'demo', companySecret: 's', token: 't'};
    const settings = demoSettings(runFlags('--demo', '--rate', '5', '--lang', 'de'), tenant);
    expect(settings).toMatchObject({tenant: 'demo', profile: 'demo', rate: 5, languages: ['de'], countdownSeconds: 5});
    expect(await settings.token()).toBe('t');
  });
});

describe('tenants', () => {
  test('none at all: the two ways to start', async () => {
    const text = await refusal(load('', token), NoTenantError);
    expect(text).toContain('floorwalker --demo');
    expect(text).toContain('--base-url');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('hasTenant tells cheaply', () => {
    expect(hasTenant(runFlags(), {}, false)).toBe(false);
    expect(hasTenant(runFlags(), {FLOORWALKER_TOKEN: 't', FLOORWALKER_BASE_URL: ''}, false)).toBe(false);
    expect(hasTenant(runFlags(), {}, true)).toBe(true);
    expect(hasTenant(runFlags(), {FLOORWALKER_DOMAIN: 'd'}, false)).toBe(true);
    expect(hasTenant(runFlags('--demo'), {}, false)).toBe(true);
    expect(hasTenant(runFlags('--profile', 'x'), {}, false)).toBe(true);
  });

  test.each([
    ['--base-url acme.example.com', 'takes a URL such as https://'],
    ['--base-url localhost:8080', 'beginning with https://'],
    ['--base-url ftp://acme.example.com', 'beginning with https://'],
    ['--base-url https://u:p@acme.example.com', 'without a user and password'],
    ['--base-url https://acme.example.com/?x=1', 'without ? or #'],
    ['--base-url http://acme.example.com', 'take https, or add --allow-http'],
    ['--base-url http://127.0.0.1.example.com', 'take https, or add --allow-http'],
    ['--base-url http://127.0.0.1:80', 'give --subdomain or FLOORWALKER_SUBDOMAIN'],
    ['--base-url https://a.b --domain c', '--base-url and --domain name the tenant twice'],
    ['--subdomain a', 'lacks its domain'],
    ['--domain example.com', 'needs a subdomain'],
    ['--domain https://x --subdomain a', 'takes a domain alone'],
    ['--domain example.com --subdomain a:b', '--subdomain takes a subdomain'],
    ['--base-url https://a.b.c --lang english!', '--lang takes a language code'],
  ])('refuses %s', async (line, part) => {
    expect(await refusal(load(line, token))).toContain(part);
  });

  test.each(['http://localhost:1', 'http://127.9.9.9:1', 'http://[::1]:1'])('permits plain http to %s', async url => {
    const settings = await load(`--base-url ${url} --subdomain s`, token);
    expect(settings.baseUrl).toBe(`${url}/apps/api/v1`);
  });

  test('permits plain http elsewhere when told to', async () => {
    const {baseUrl} = await load('--base-url http://acme.example.com/api --allow-http', token);
    expect(baseUrl).toBe('http://acme.example.com/api');
  });
});

describe('settings file', () => {
  test('lists the profiles when the named one does not exist, or when there is no default', async () => {
    const file = 'profiles:\n  acme: {baseUrl: https://a.b.c}\n  beta: {baseUrl: https://a.b.c}\n';
    expect(await refusal(load('--profile acne', token, file))).toMatch(
      /no profile "acne".*acme, beta\. Did you mean acme\?/,
    );
    expect(await refusal(load('--profile constructor', token, file))).toContain('acme, beta');
    expect(await refusal(load('', token, file))).toContain('add --profile NAME; it has acme, beta.');
    expect((await load('--base-url https://x.y.z', token, file)).tenant).toBe('x');
  });

  test('must exist when a profile or FLOORWALKER_CONFIG names it', async () => {
    expect(await refusal(load('--profile acme', token))).toContain(`${path} does not exist`);
    const elsewhere = {...token, FLOORWALKER_CONFIG: join(home, 'none.yaml')};
    expect(await refusal(load('--base-url https://a.b.c', elsewhere))).toContain('none.yaml does not exist');
  });

  test.each(['', '# nothing yet\n', 'profiles:\n', 'profiles: {}\n'])('may say nothing: %j', async file => {
    await refusal(load('', token, file), file === 'profiles:\n' ? SettingsError : NoTenantError);
  });

  test.each([
    ['profiles:\n  default:\n    baseUrl: [1', 3, 'not YAML'],
    ['profiles:\n  default:\n    rate: 1\n    rate: 2\n', 4, 'not YAML'],
    ['profiles:\n  default:\n    rate: fast\n', 3, 'profiles.default.rate takes a number from 0.1 to 100'],
    ['profiles:\n  default:\n    rate: 500\n', 3, 'profiles.default.rate takes a number from 0.1 to 100'],
    ['profiles:\n  default:\n    base_url: x\n', 3, 'profiles.default.base_url does not exist'],
    ['profiles:\n  default:\n    base_url: x\n', 3, 'Did you mean baseUrl?'],
    ['profiles:\n  default:\n    token: s3cret\n', 3, 'take tokenFile, tokenCommand or FLOORWALKER_TOKEN'],
    ['profiles:\n  default:\n    queues:\n      shw: [x]\n', 4, 'Did you mean show?'],
    ['profiles:\n  default:\n    statuses:\n      Break: 4\n', 4, 'profiles.default.statuses.Break'],
    ['profiles:\n  default:\n    languages:\n      - en\n      - 7\n', 5, 'profiles.default.languages.1 takes'],
    ['profiles:\n  default:\n    endpoints: {a: wait_times}\n', 3, 'a method and a path'],
    ['profiles:\n  default:\n    thresholds: 60\n', 3, 'a map from parts of queue paths, or all'],
    ['profiles:\n  default:\n    thresholds:\n      all: {wait: 60}\n', 4, 'here are call, chat, available, loggedIn'],
    ['profiles:\n  default:\n    thresholds:\n      all:\n        chat: {abov: {}}\n', 5, 'Did you mean above?'],
    ['profiles:\n  default:\n    thresholds:\n      a: {call: {above: {warn: -1}}}\n', 4, 'a number from 0'],
    [
      'profiles:\n  default:\n    thresholds:\n      a:\n        call: {above: {warn: 9, critical: 3}}\n',
      5,
      'call.above takes a critical limit that is not below that of warn',
    ],
    [
      'profiles:\n  default:\n    thresholds:\n      a:\n        call: {below: {warn: 1, critical: 3}}\n',
      5,
      'not above that of warn',
    ],
    ['profiles:\n  default:\n    badge: purple\n', 3, 'takes a colour'],
    ['profiles:\n  default:\n    manyTargets: 0\n', 3, 'takes a whole number from 1'],
    ['profiles:\n  default:\n    tokenCommand: []\n', 3, 'run without a shell'],
    ['profiles:\n  default: 7\n', 2, 'profiles.default takes a map of settings'],
    ['profile:\n  default: {}\n', 1, 'Did you mean profiles?'],
    ['just text\n', 1, 'takes profiles:'],
    [`${acme}    subdomain: "a b"\n`, 4, 'profiles.default.subdomain takes a subdomain'],
    ['profiles:\n  default:\n    rate: 1\n    baseUrl: http://acme.example.com\n', 4, 'is plain http'],
  ])('refuses %j at its line', async (file, line, part) => {
    const message = await refusal(load('', token, file));
    expect(message).toContain(`${path}:${line}: `);
    expect(message).toContain(part);
    expect(message).not.toContain('s3cret');
  });

  test('that names a command is refused when others can write it or its directory', async () => {
    const file = `${acme}    tokenCommand: echo tok\n`;
    expect(await (await load('', {}, file)).token()).toBe('tok');
    chmodSync(path, 0o620);
    expect(await refusal(load(''))).toMatch(/config\.yaml:4: profiles\.default\.tokenCommand .*run chmod go-w \//);
    chmodSync(path, 0o600);
    for (const mode of [0o777, 0o770]) {
      chmodSync(join(path, '..'), mode);
      expect(await refusal(load(''))).toContain('others can write to its directory: run chmod go-w');
    }
    chmodSync(join(path, '..'), 0o1777);
    await load('');
    writeFileSync(path, acme);
    chmodSync(path, 0o666);
    await load('', token);
  });

  test('that names a hook: its words, refused like any command when others can write the file', async () => {
    const file = `${acme}    hooks:\n      audit: ~/bin/ship --to archive\n`;
    expect((await load('', token, file)).hooks).toEqual({audit: [join(home, 'bin/ship'), '--to', 'archive']});
    expect((await load('', token, acme)).hooks).toEqual({audit: null});
    writeFileSync(path, file);
    chmodSync(path, 0o620);
    expect(await refusal(load('', token))).toMatch(/config\.yaml:5: profiles\.default\.hooks\.audit is a command/);
    chmodSync(path, 0o600);
    expect(await refusal(load('', token, file.replace('audit', 'audits')))).toMatch(/hooks\.audits.*audit/);
    expect(await refusal(load('', token, file.replace('~/bin/ship --to archive', '[]')))).toMatch(/takes a command/);
  });
});
