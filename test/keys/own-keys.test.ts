import {expect, test} from 'vitest';
import {dispatch, keyOf, keysOf} from '../../source/keys/dispatch.js';
import {checkOwnKeys} from '../../source/keys/own-keys.js';
import type {Listening} from '../../source/keys/scopes.js';

const place = (...key: readonly string[]) => `config.yaml:3: ${key.join('.')}`;
const check = (keys: Record<string, readonly string[]>) => () => checkOwnKeys(keys, place);

test("a profile's chords replace the table's, in dispatch, footer and menus", () => {
  const ownKeys = checkOwnKeys({'force-logout': ['X', 'f9']}, place);
  const listening: Listening = {scopes: ['agents', 'list', 'global'], condition: 'marks', ownKeys};
  expect(dispatch(listening, 'X')).toBe('force-logout');
  expect(dispatch(listening, 'f9')).toBe('force-logout');
  expect(dispatch(listening, 'L')).toBeNull();
  expect(keyOf('force-logout', ownKeys)).toBe('X');
  expect(keysOf(listening).find(row => row.command === 'force-logout')?.chords).toEqual(['X', 'f9']);
});

test('unknown commands, and those of dialogs, are refused with the nearest name', () => {
  expect(check({'force-logut': ['X']})).toThrow(
    /^config.yaml:3: keys\.force-logut is no command .* Did you mean force-logout\?$/,
  );
  expect(check({'confirm-yes': ['enter']})).toThrow(/keys\.confirm-yes is no command/);
});

test('a chord that would mean two things is refused, unless the other has moved away', () => {
  expect(check({'force-logout': ['e']})).toThrow(/^config.yaml:3: keys\.force-logout: "e" would mean both/);
  expect(check({'force-logout': ['e'], escalate: ['E']})).not.toThrow();
  expect(check({'toggle-tree': ['s']})).not.toThrow();
});

test('what is no chord is refused; Ctrl-C always leaves', () => {
  expect(check({help: ['press me']})).toThrow(/cannot be "press me"/);
  expect(check({help: ['ctrl+c']})).toThrow(/cannot be "ctrl\+c"/);
});
