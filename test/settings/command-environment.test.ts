import {expect, test} from 'vitest';
import {runTokenCommand} from '../../source/settings/token-command.js';

test('a command is given the environment, but not a token that stands there', async () => {
  const environment = {...process.env, FLOORWALKER_TOKEN: 'not-for-commands', FLOORWALKER_DOMAIN: 'example.com'};
  const words = ['/bin/sh', '-c', 'printf "%s/%s" "$FLOORWALKER_DOMAIN" "$FLOORWALKER_TOKEN"'];
  expect(await runTokenCommand(words, {from: 'companySecretCommand', environment, timeout: 10_000})).toBe(
    'example.com/',
  );
});
