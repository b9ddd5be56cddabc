import {describe, expect, onTestFinished, test} from 'vitest';
import {AnswerLostError, CredentialsRefusedError, ForbiddenError, UnreachableError} from '../../source/api/errors.js';
import {listWaitTimes} from '../../source/api/operations/wait-times.js';
import {endpointOverrides} from '../../source/commands/endpoint-overrides.js';
import {errorWords} from '../../source/commands/error-words.js';
import {exitCodeOf} from '../../source/commands/exit-code.js';
import {openTenant} from '../../source/commands/open-tenant.js';
import {durationWords} from '../../source/lib/duration-words.js';
import {jsonLine} from '../../source/lib/json-line.js';
import {CredentialsError, NoTenantError, SettingsError} from '../../source/settings/settings-error.js';
import {runFlags} from '../settings/run-flags.js';
import {testIo} from './test-io.js';

describe('openTenant', () => {
  test('--demo brings a tenant of the wanted shape with the names of its statuses and teams', async () => {
    const line = [
      '--demo',
      '--seed',
      '7',
      '--agents',
      '3',
      '--queues',
      '2',
      '--lang',
      'de',
      '--lang',
      'en',
      '--rate',
      '40',
    ];
    const tenant = await openTenant({...testIo(), flags: runFlags(...line)});
    onTestFinished(() => tenant.close());
    const {settings, simulated, session} = tenant;
    expect(simulated?.floor.agents).toHaveLength(3);
    expect(simulated?.floor.queues).toHaveLength(4);
    expect(settings).toMatchObject({tenant: 'demo', profile: 'demo', rate: 40, languages: ['de', 'en']});
    expect(settings.statuses.get(4)).toBe('Break');
    expect(settings.teams.size).toBeGreaterThan(0);
    expect(session.picture.statuses.guessed).toBe(false);
    expect(simulated?.requests).toHaveLength(0);
    const answer = await session.client.run(listWaitTimes, {query: {lang: 'de'}}, {passage: 'act'});
    expect(answer.data).toHaveLength(2);
    await tenant.close();
    await expect(fetch(settings.baseUrl)).rejects.toThrow();
  });

  test('a token that is read is known from then on, so that no words on a fault repeat it', async () => {
    const environment = {
      FLOORWALKER_BASE_URL: 'http://127.0.0.1:1',
      FLOORWALKER_SUBDOMAIN: 'acme',
      FLOORWALKER_TOKEN: 'tok-1f0c8e22',
    };
    const io = testIo({environment});
    const tenant = await openTenant({...io, flags: runFlags()});
    onTestFinished(() => tenant.close());
    const crash = new Error('no room for tok-1f0c8e22');
    expect(io.secrets.redact(errorWords(crash))).toContain('tok-1f0c8e22');
    expect(await tenant.settings.token()).toBe('tok-1f0c8e22');
    expect(io.secrets.redact(errorWords(crash))).toMatch(/no room for \*{12}\)/);
  });

  test('without any tenant it says the two ways to start', async () => {
    await expect(openTenant({...testIo(), flags: runFlags()})).rejects.toBeInstanceOf(NoTenantError);
  });

  test('refuses a wrong language before anything starts', async () => {
    const opening = openTenant({...testIo(), flags: runFlags('--demo', '--lang', 'e n')});
    await expect(opening).rejects.toThrow('--lang takes a language code');
  });
});

describe('endpointOverrides', () => {
  const place = (...key: readonly string[]) => `config.yaml:4: ${key.join('.')}`;

  test('reads method and path', () => {
    const overrides = endpointOverrides({listUsers: 'GET /agents/{x}'}, place);
    expect(overrides.get('listUsers')).toEqual({method: 'GET', path: '/agents/{x}'});
  });

  test('names what was probably meant', () => {
    expect(() => endpointOverrides({listUser: 'GET /x'}, place)).toThrow(
      /^config\.yaml:4: endpoints\.listUser names no operation; .* Did you mean listUsers\?$/,
    );
  });
});

describe('errors', () => {
  test.each([
    [new SettingsError('x'), 2],
    [new CredentialsError('x'), 2],
    [new CredentialsRefusedError('x'), 3],
    [new UnreachableError('x'), 4],
    [new AnswerLostError('x'), 4],
    [new ForbiddenError('x'), 1],
    [new Error('x'), 1],
    ['x', 1],
  ])('%s ends with %i', (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });

  test('are told in words with what to do, without a stack and without control characters', () => {
    expect(errorWords(new UnreachableError('It is\u001B[2J away'))).toBe(
      'It is␛[2J away. Check host name, network and certificate.\n',
    );
    expect(errorWords(new NoTenantError())).toMatch(/^No tenant is configured\.[\s\S]*\n {2}floorwalker --demo\n/);
    expect(errorWords(new Error('a bug'))).not.toContain(' at ');
    expect(errorWords(new Error('a bug'), true)).toContain('open-tenant.test');
  });
});

test('jsonLine is one line of ASCII-safe controls that reads back as the same value', () => {
  const text = '\u0000\n\u001B\u007F\u009B\u00AD\u200B\u2028\u202E\uFEFF\u{E0001}é漢😀';
  const line = jsonLine({text, gone: undefined});
  expect(line).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*\n$/u);
  expect(JSON.parse(line)).toEqual({text});
  expect(line).toContain('é漢😀');
});

test.each([
  [0, '0 s'],
  [45_000, '45 s'],
  [175_000, '2 min 55 s'],
  [180_000, '3 min'],
  [3_900_000, '1 h 5 min'],
])('durationWords says %i ms as %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});
