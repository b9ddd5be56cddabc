import {createRandom} from '../source/simulator/floor/random.js';
import {bytesOf} from '../test/terminal/key-bytes.js';

/** One thing an operator does: keys and pasted texts in order, each followed by a pause in ms. */
export type Doing = {
  readonly name: string;
  readonly steps: readonly {readonly bytes: string; readonly pause: number}[];
};

/** Numbers from a seed. */
export type Chance = ReturnType<typeof createRandom>;
export const chanceOf = (seed: number): Chance => createRandom(seed);

const KEY_MS = 25;
const keys = (...chords: readonly string[]) => chords.map(chord => ({bytes: bytesOf(chord), pause: KEY_MS}));
const text = (bytes: string) => [{bytes, pause: KEY_MS}];
const wait = (pause: number) => [{bytes: '', pause}];

const pick = <T>(chance: Chance, list: readonly [T, ...T[]]): T => list[chance.below(list.length)] ?? list[0];

/** Moves and orders that stay within the panel. */
const MOVES = [
  'j',
  'k',
  'g',
  'G',
  'pagedown',
  'pageup',
  'ctrl+d',
  'ctrl+u',
  '>',
  '<',
  'I',
  'space',
  'v',
  '*',
  'U',
  't',
] as const;
const PANELS = ['1', '2', '3', '4', '5', '6', 'tab', 'shift+tab', 'z', 'z'] as const;
const ADDRESSES = ['10.1.0.0/24', '192.0.2.7, 192.0.2.9-192.0.2.12', '2001:db8::/64', 'not an address'] as const;
const FILTERS = ['a', 'sales', 'tier 1', 'zzz', '界', 'A-00'] as const;

/** Closes whatever may be open; three times, as dialogs stack. */
const close = keys('escape', 'escape', 'escape');

/** What an operator does next. The tenant's name is what dangerous acts ask for. */
export function nextDoing(chance: Chance, tenant: string): Doing {
  const kinds: readonly [() => Doing, ...(() => Doing)[]] = [
    () => ({name: 'move', steps: keys(...Array.from({length: 8}, () => pick(chance, MOVES)))}),
    () => ({name: 'move', steps: keys(...Array.from({length: 8}, () => pick(chance, MOVES)))}),
    () => ({name: 'panel', steps: keys(pick(chance, PANELS))}),
    () => ({name: 'panel', steps: keys(pick(chance, PANELS))}),
    () => ({
      name: 'filter',
      steps: [...keys('/'), ...text(pick(chance, FILTERS)), ...keys(pick(chance, ['enter', 'escape']))],
    }),
    () => ({name: 'unfilter', steps: keys('escape', 'escape')}),
    () => ({name: 'detail', steps: [...keys('enter', 'j', 'pagedown'), ...wait(100), ...close]}),
    () => ({name: 'help', steps: [...keys('?', 'pagedown', 'k'), ...close]}),
    () => ({name: 'refresh', steps: keys(pick(chance, ['r', 'ctrl+l']))}),
    () => ({
      name: 'follow',
      steps: [...keys('w'), ...text(String(81_501 + chance.below(20))), ...keys('enter', 'tab', 'enter'), ...close],
    }),
    () => ({name: 'forget', steps: keys('6', 'j', 'x')}),
    () => ({
      name: 'status, cancelled',
      steps: [...keys('2', 'U', 'j', 's', 'j', 'enter'), ...wait(200), ...keys('n'), ...close],
    }),
    () => ({
      name: 'status, sent',
      steps: [...keys('2', 'U', 'j', 'j', 's', 'enter'), ...wait(200), ...keys('y'), ...wait(600), ...close],
    }),
    () => ({
      name: 'logout, cancelled',
      steps: [
        ...keys('U', '1', 'L'),
        ...text(pick(chance, ADDRESSES)),
        ...keys('tab', 'enter'),
        ...text('de'),
        ...close,
      ],
    }),
    () => ({
      name: 'logout, sent',
      steps: [
        ...keys('U', '1', 'L'),
        ...text(ADDRESSES[0]),
        ...keys('tab', 'enter'),
        ...text(tenant),
        ...keys('enter'),
        ...wait(2500),
        ...close,
      ],
    }),
    () => ({
      name: 'escalate',
      steps: [
        ...keys('1', 'e'),
        ...text(String(81_501 + chance.below(20))),
        ...keys('tab', 'tab', 'tab', 'enter'),
        ...wait(200),
        ...keys('y'),
        ...wait(600),
        ...close,
      ],
    }),
    () => ({
      name: 'noise',
      steps: [...text('\x1b[200~pasted\x1b[31m text\x1b[201~'), ...text('\x1b[99;99;99~'), ...close],
    }),
    () => ({name: 'rest', steps: wait(400 + chance.below(800))}),
  ];
  return pick(chance, kinds)();
}

/** Sizes that a terminal is given on the way; the smallest are below what the console takes. */
export const SIZES = [
  {columns: 120, rows: 40},
  {columns: 80, rows: 24},
  {columns: 200, rows: 60},
  {columns: 60, rows: 20},
  {columns: 50, rows: 14},
  {columns: 100, rows: 30},
] as const;
