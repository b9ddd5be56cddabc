import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {CredentialsError} from '../../source/settings/settings-error.js';
import {refusal, type SettingsHome, settingsHome} from './settings-home.js';

let {home, load, remove} = {} as SettingsHome;
beforeEach(() => {
  ({home, load, remove} = settingsHome());
});
afterEach(() => remove());

const token = {FLOORWALKER_TOKEN: 'tok'};
const acme = 'profiles:\n  default:\n    baseUrl: https://acme.example.com\n';

describe('token', () => {
  test('none: names the ways', async () => {
    expect(await refusal(load('', {}, acme), CredentialsError)).toMatch(
      /--token-file.*FLOORWALKER_TOKEN.*tokenCommand/,
    );
  });

  test('a flag beats the environment, which beats the profile', async () => {
    writeFileSync(join(home, 'flag'), 'from-flag\n', {mode: 0o600});
    writeFileSync(join(home, '.config', 'floorwalker', 'token'), 'from-profile\n', {mode: 0o400});
    const file = `${acme}    tokenFile: token\n`;
    expect(await (await load('--token-file flag', token, file)).token()).toBe('from-flag');
    expect(await (await load('', token, file)).token()).toBe('tok');
    expect(await (await load('', {}, file)).token()).toBe('from-profile');
    expect(await (await load('--token-file ~/flag', {}, file)).token()).toBe('from-flag');
  });

  test.each([0o640, 0o604, 0o660, 0o610])(
    'a file of mode %o is refused, with the command that mends it',
    async mode => {
      const secret = join(home, "it's a token");
      writeFileSync(secret, 's3cret');
      chmodSync(secret, mode);
      const settings = await load('', {}, `${acme}    tokenFile: "~/it's a token"\n`);
      const message = await refusal(settings.token(), CredentialsError);
      expect(message).toContain(`0${mode.toString(8)}`);
      expect(message).toContain(`chmod 600 '${secret.replace("'", "'\\''")}'`);
      chmodSync(secret, 0o600);
      expect(await settings.token()).toBe('s3cret');
    },
  );

  test('a missing, empty or garbled file is refused', async () => {
    const settings = await load('--token-file t', {}, acme);
    expect(await refusal(settings.token(), CredentialsError)).toContain('does not exist');
    writeFileSync(join(home, 't'), ' \n', {mode: 0o600});
    expect(await refusal(settings.token(), CredentialsError)).toContain('holds nothing: put the API token there');
    writeFileSync(join(home, 't'), 's3cret\nmore');
    expect(await refusal(settings.token(), CredentialsError)).not.toContain('s3cret');
  });

  test('a command runs once, without a shell', async () => {
    const script = `require('node:fs').appendFileSync('${home}/runs', 'x'); console.log(process.argv[1])`;
    const command = JSON.stringify([process.execPath, '-e', script, '$HOME;id']);
    const settings = await load('', {}, `${acme}    tokenCommand: ${command}\n`);
    expect(await Promise.all([settings.token(), settings.token()])).toEqual(['$HOME;id', '$HOME;id']);
    expect(await settings.token()).toBe('$HOME;id');
    expect(readFileSync(join(home, 'runs'), 'utf8')).toBe('x');
  });

  test('a token that was refused is read again; another one stays', async () => {
    const script = `require('node:fs').appendFileSync('${home}/turns', 'x'); console.log(require('node:fs').readFileSync('${home}/turns', 'utf8'))`;
    const command = JSON.stringify([process.execPath, '-e', script]);
    const settings = await load('', {}, `${acme}    tokenCommand: ${command}\n`);
    expect(await settings.token()).toBe('x');
    expect(await Promise.all([settings.token('x'), settings.token('x')])).toEqual(['xx', 'xx']);
    expect(await settings.token('x')).toBe('xx');
    expect(await settings.token()).toBe('xx');
  });

  test('a command that fails says so without its output', async () => {
    const failing = async (script: string) => {
      const command = JSON.stringify([process.execPath, '-e', script]);
      const settings = await load('', {}, `${acme}    tokenCommand: ${command}\n`);
      return refusal(settings.token(), CredentialsError);
    };
    const said = await failing('console.log("s3cret"); console.error("vault is locked"); process.exit(3)');
    expect(said).toMatch(/config\.yaml:4: profiles\.default\.tokenCommand: .* failed \(3\) saying "vault is locked"/);
    expect(said).not.toContain('s3cret');
    expect(await failing('setInterval(() => {}, 1000)')).toContain('did not end within 1 s');
    expect(await failing('')).toContain('holds nothing: put the API token there');
    const missing = await load('', {}, `${acme}    tokenCommand: no-such-program-here x\n`);
    expect(await refusal(missing.token(), CredentialsError)).toContain('no-such-program-here does not exist');
  });
});
