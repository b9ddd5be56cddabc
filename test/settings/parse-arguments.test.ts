import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Command, commands} from '../../source/settings/commands.js';
import {flagNames, flagRow, spellFlag, spellingsOf} from '../../source/settings/flags.js';
import {helpText} from '../../source/settings/help-text.js';
import {parseArguments} from '../../source/settings/parse-arguments.js';
import {SettingsError} from '../../source/settings/settings-error.js';
import {runFlags} from './run-flags.js';

const parse = (line: string) => parseArguments(line === '' ? [] : line.split(' '), import.meta);

function refusal(line: string): string {
  try {
    parse(line);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    if (error instanceof Error) return error.message;
  }
  throw new Error(`${line} was accepted`);
}

describe('parseArguments', () => {
  test('without arguments is the console with every default', () => {
    expect(parse('')).toEqual({
      kind: 'run',
      command: 'console',
      flags: {
        ...{lang: [], param: [], query: [], file: [], yes: false, maskPii: undefined},
        ...{verify: false, event: [], operation: [], user: [], target: []},
        ...{
          allowHttp: false,
          demo: false,
          discloseDeflection: false,
          requests: false,
          probe: false,
          ascii: false,
          color: true,
        },
        ...{
          altScreen: true,
          lowBandwidth: false,
          wallboard: false,
          readOnly: false,
          recordPersonal: false,
          dryRun: false,
          help: false,
          version: false,
        },
      },
    });
  });

  test('reads values in both forms, before and after the command', () => {
    const line =
      '--rate=2.5 watch --lang en --lang=pt-BR --for 90 --requests --no-color --token-file /a=b --base-url http://h';
    expect(parse(line)).toMatchObject({
      kind: 'run',
      command: 'watch',
      flags: {
        rate: 2.5,
        lang: ['en', 'pt-BR'],
        for: 90_000,
        requests: true,
        color: false,
        tokenFile: '/a=b',
        baseUrl: 'http://h',
      },
    });
    expect(parse('simulate --port 0 --seed 7 --speed 0.5 --rate 3')).toMatchObject({
      command: 'simulate',
      flags: {port: 0, seed: 7, speed: 0.5, rate: 3},
    });
  });

  test('a flag with two spellings beats the profile either way, and is given once', () => {
    expect(runFlags('watch').maskPii).toBeUndefined();
    expect(runFlags('watch', '--mask-pii').maskPii).toBe(true);
    expect(runFlags('watch', '--no-mask-pii').maskPii).toBe(false);
    expect(() => parse('--mask-pii --no-mask-pii')).toThrow('given twice');
    expect(() => parse('--no-mask-pii=1')).toThrow('takes no value');
    expect(() => parse('--no-read-only')).toThrow('There is no flag --no-read-only');
  });

  test.each([
    ['500ms', 500],
    ['60s', 60_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['10', 10_000],
  ])('reads the duration %s', (text, ms) => {
    expect(runFlags('snapshot', '--timeout', text).timeout).toBe(ms);
  });

  test.each([
    ['--rate 0.05', '--rate takes a number from 0.1 to 100, not "0.05".'],
    ['--rate 101', 'from 0.1 to 100'],
    ['--rate -1', 'not "-1"'],
    ['--rate 1e1', 'not "1e1"'],
    ['--rate', '--rate lacks its value: write --rate N'],
    ['--rate --demo', '--rate lacks its value'],
    ['--rate=', '--rate lacks its value'],
    ['--rate 1 --rate 2', '--rate is given twice'],
    ['--demo --speed 0', '--speed takes a number above 0'],
    ['--demo --seed 1.5', '--seed takes a whole number'],
    ['--demo=yes', '--demo takes no value'],
    ['--demo yes', 'There is no command "yes"'],
    ['--no-demo', 'There is no flag --no-demo'],
    ['--no-colour', 'Did you mean --no-color?'],
    ['--tokenfile x', 'Did you mean --token-file?'],
    ['--__proto__ x', 'There is no flag --__proto__'],
    ['--base-url.x y', 'There is no flag --base-url.x'],
    ['-x', 'There is no flag -x'],
    ['--color', 'There is no flag --color'],
    ['--seed 3', '--seed shapes the simulated tenant: add --demo, or use simulate.'],
    ['--demo --base-url https://a.b', '--base-url cannot stand with --demo'],
    ['--port 1', '--port belongs to simulate, not to the console'],
    ['simulate --demo', '--demo belongs to the console, snapshot, watch, call, doctor, not to simulate'],
    ['snapshot --format csv', '--format takes only json, not "csv".'],
    ['watch --for 0', '--for takes a duration above 0'],
    ['watch --for 5d', 'such as 500ms, 60s, 5m or 2h'],
    ['snapsot', 'Did you mean snapshot?'],
    ['console', 'There is no command "console"'],
    ['constructor', 'There is no command "constructor"'],
    ['snapshot extra', 'snapshot takes no argument "extra"'],
    ['-- --rate', 'There is no command "--rate"'],
    ['--token abc', '--token-file, set FLOORWALKER_TOKEN, or name a tokenCommand'],
  ])('refuses %s', (line, part) => {
    expect(refusal(line)).toContain(part);
    expect(refusal(line)).toMatch(/^[^\n]*[.?]$/);
  });

  test('never repeats what was given as a token', () => {
    expect(refusal('--token=s3cret')).not.toContain('s3cret');
    expect(refusal('--tokn=s3cret')).not.toContain('s3cret');
  });

  test('returns texts instead of printing them', () => {
    const {version} = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(parse('--version')).toEqual({kind: 'version', text: version});
    expect(parse('--help')).toEqual({kind: 'help', text: helpText(undefined)});
    expect(parse('-h')).toEqual(parse('--help'));
    expect(parse('watch --help --rate nonsense')).toEqual({kind: 'help', text: helpText('watch')});
  });

  test('answers or throws a SettingsError, whatever it is given', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(...flagNames.flatMap(spellingsOf), '--', '-', '--=', ...Object.keys(commands)),
    );
    fc.assert(
      fc.property(fc.array(word, {maxLength: 5}), argv => {
        try {
          parseArguments(argv, import.meta);
        } catch (error) {
          expect(error).toBeInstanceOf(SettingsError);
        }
      }),
    );
  });
});

describe('help', () => {
  test('fits 80 columns and names every flag and command', () => {
    for (const command of [undefined, ...(Object.keys(commands) as Command[])]) {
      const text = helpText(command);
      for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
      const listed = new Set([...text.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)/gm)].map(match => match[1]));
      const expected = flagNames.filter(name => command === undefined || flagRow(name).commands.includes(command));
      expect(listed).toEqual(new Set(expected.map(spellFlag)));
    }
  });

  test('of one command', () => {
    expect(helpText('watch').split('\n').slice(0, 6).join('\n')).toBe(
      `floorwalker watch [flags]
  NDJSON on stdout, one line per change, until interrupted

Tenant
  --profile NAME          profile of the settings file (default: default)
  --base-url URL          API root; /apps/api/v1 is added to a bare origin`,
    );
  });
});

test('the table of flags loads neither zod nor yaml', () => {
  for (const name of [
    'flags',
    'flag-row',
    'audit-flags',
    'help-text',
    'scan-arguments',
    'flag-value',
    'safety-flags',
    'parse-arguments',
    'closest',
    'duration',
    'settings-error',
    'has-tenant',
    'directories',
  ]) {
    const imports = [
      ...readFileSync(`source/settings/${name}.ts`, 'utf8').matchAll(/^import (?!type ).*from '([^']+)'/gm),
    ];
    const allowed =
      /^(\.\/(flags|flag-row|audit-flags|safety-flags|commands|help-text|scan-arguments|flag-value|closest|duration|settings-error|directories)\.js|meow|node:path)$/;
    for (const [, from] of imports) expect(from).toMatch(allowed);
  }
});
