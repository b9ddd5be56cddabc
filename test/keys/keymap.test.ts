import {expect, test} from 'vitest';
import {chordLabel, dispatch, keyOf, keysOf, keyTable} from '../../source/keys/dispatch.js';
import {KEYMAP, type KeyRow, type Scope} from '../../source/keys/keymap.js';
import type {Listening} from '../../source/keys/scopes.js';

const rows: readonly KeyRow[] = KEYMAP;
const scopes = [...new Set(rows.map(row => row.scope))];

test.each(scopes)('%s: no chord means two things at once', scope => {
  const own = rows.filter(row => row.scope === scope);
  const conditions = [undefined, ...new Set(own.flatMap(row => row.when ?? []))];
  for (const condition of conditions) {
    const chords = own
      .filter(row => !row.when || (condition && row.when.includes(condition)))
      .flatMap(row => row.chords);
    expect(new Set(chords).size, `${condition}: ${chords.join(' ')}`).toBe(chords.length);
  }
});

test('every command can be reached, in the scope of its row', () => {
  for (const row of rows) {
    const listening: Listening = {scopes: [row.scope], condition: row.when?.[0] ?? null, ownKeys: {}};
    for (const chord of row.chords) expect(dispatch(listening, chord)).toBe(row.command);
    expect(keyOf(KEYMAP.find(one => one.command === row.command)?.command ?? 'help', {})).not.toBeNull();
  }
});

test('hints are a word or two, helps one line', () => {
  for (const row of rows) {
    expect(row.hint?.length ?? 1, row.hint).toBeLessThanOrEqual(10);
    expect(row.help.length, row.help).toBeLessThanOrEqual(50);
    expect(row.help).toMatch(/^[A-Z][\x20-\x7e]*[^.]$/);
  }
});

test('needed keys are none that tmux, screen, flow control or a kitty-only terminal would keep', () => {
  for (const row of rows) {
    expect(
      row.chords.every(chord => /^(ctrl\+[abqs])$|alt|super/.test(chord)),
      row.command,
    ).toBe(false);
  }
});

test('an inner scope goes before an outer one, and is told once', () => {
  const listening: Listening = {scopes: ['queues', 'list', 'global'], condition: 'marks', ownKeys: {}};
  expect(dispatch(listening, 't')).toBe('toggle-tree');
  expect(dispatch(listening, 'enter')).toBe('detail');
  expect(keysOf(listening).filter(row => row.command === 'detail')).toHaveLength(1);
  expect(dispatch({scopes: ['countdown' as Scope], condition: null, ownKeys: {}}, 'q')).toBeNull();
});

test('keys without their condition do not work: y is a letter where something is typed', () => {
  expect(dispatch({scopes: ['confirm'], condition: 'typing', ownKeys: {}}, 'y')).toBeNull();
  expect(dispatch({scopes: ['confirm'], condition: 'buttons', ownKeys: {}}, 'y')).toBe('confirm-yes');
  expect(dispatch({scopes: ['confirm'], condition: null, ownKeys: {}}, 'enter')).toBeNull();
  expect(dispatch({scopes: ['choice'], condition: null, ownKeys: {}}, 'space')).toBeNull();
});

test('chords as people write them', () => {
  expect(['ctrl+c', 'shift+tab', 'f6', 'G', 'ctrl+space'].map(chordLabel)).toEqual([
    'Ctrl-C',
    'Shift-Tab',
    'F6',
    'G',
    'Ctrl-Space',
  ]);
  expect(keyTable(rows).every(row => /^[\x20-\x7e]+$/.test(row.keys))).toBe(true);
});
