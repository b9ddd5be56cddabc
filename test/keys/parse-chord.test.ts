import fc from 'fast-check';
import {Text, useInput} from 'ink';
import {createElement} from 'react';
import {afterEach, expect, test} from 'vitest';
import {parseChord} from '../../source/keys/parse-chord.js';
import {useFunctionKeys} from '../../source/terminal/use-function-keys.js';
import {openScreen, type Screen} from '../helpers/screen.js';

let screen: Screen | undefined;
afterEach(() => screen?.close());

type ListenerProps = {readonly onChord: (chord: string) => void};

function Listener({onChord}: ListenerProps) {
  useInput((input, key) => parseChord(input, key).forEach(onChord));
  useFunctionKeys(onChord);
  return createElement(Text, null, 'ready');
}

const listen = async (): Promise<{readonly screen: Screen; readonly chords: readonly string[]}> => {
  const chords: string[] = [];
  screen = openScreen(createElement(Listener, {onChord: chord => void chords.push(chord)}));
  await screen.waitFor('ready');
  return {screen, chords};
};

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['a letter', 'j', ['j']],
  ['a capital', 'G', ['G']],
  ['a burst', 'jjj', ['j', 'j', 'j']],
  ['a burst with capitals', 'ggG', ['g', 'g', 'G']],
  ['a burst with controls', 'j\x04 \r', ['j', 'ctrl+d', 'space', 'enter']],
  ['tabs', '\t\t', ['tab', 'tab']],
  ['punctuation', '?/:[]', ['?', '/', ':', '[', ']']],
  ['letters beyond ASCII', 'é山', ['é', '山']],
  ['enter', '\r', ['enter']],
  ['line feed', '\n', ['enter']],
  ['keypad enter', '\x1bOM', ['enter']],
  ['space', ' ', ['space']],
  ['ctrl-space', '\0', ['ctrl+space']],
  ['ctrl-backslash', '\x1c', ['ctrl+\\']],
  ['ctrl-underscore', '\x1f', ['ctrl+_']],
  ['ctrl-c', '\x03', ['ctrl+c']],
  ['ctrl-z', '\x1a', ['ctrl+z']],
  ['two ctrl-d', '\x04\x04', ['ctrl+d', 'ctrl+d']],
  ['backspace', '\x7f', ['backspace']],
  ['held backspace', '\x7f\x7f', ['backspace', 'backspace']],
  ['delete', '\x1b[3~', ['delete']],
  ['shift-tab', '\x1b[Z', ['shift+tab']],
  ['arrows, normal', '\x1b[A\x1b[B\x1b[C\x1b[D', ['up', 'down', 'right', 'left']],
  ['arrows, application', '\x1bOA\x1bOB\x1bOC\x1bOD', ['up', 'down', 'right', 'left']],
  ['modified arrows', '\x1b[1;2A\x1b[1;5B\x1b[1;3C', ['shift+up', 'ctrl+down', 'alt+right']],
  ['home, all encodings', '\x1b[H\x1bOH\x1b[1~\x1b[7~', ['home', 'home', 'home', 'home']],
  ['end, all encodings', '\x1b[F\x1bOF\x1b[4~\x1b[8~', ['end', 'end', 'end', 'end']],
  ['page keys', '\x1b[5~\x1b[6~', ['pageup', 'pagedown']],
  ['F1 to F4, xterm and tmux', '\x1bOP\x1bOQ\x1bOR\x1bOS', ['f1', 'f2', 'f3', 'f4']],
  ['F1 to F4, vt220', '\x1b[11~\x1b[12~\x1b[13~\x1b[14~', ['f1', 'f2', 'f3', 'f4']],
  ['F1 to F5, Linux console', '\x1b[[A\x1b[[B\x1b[[C\x1b[[D\x1b[[E', ['f1', 'f2', 'f3', 'f4', 'f5']],
  [
    'F5 to F12',
    '\x1b[15~\x1b[17~\x1b[18~\x1b[19~\x1b[20~\x1b[21~\x1b[23~\x1b[24~',
    ['f5', 'f6', 'f7', 'f8', 'f9', 'f10', 'f11', 'f12'],
  ],
  ['modified function keys', '\x1b[17;2~\x1b[1;5P', ['shift+f6', 'ctrl+f1']],
  ['escape, kitty', '\x1b[27u', ['escape']],
  ['key release, kitty', '\x1b[106;1:3u', []],
  ['alt', '\x1bx\x1bX', ['alt+x', 'alt+X']],
  ['insert and unknown keys', '\x1b[2~\x1b[99~\x1b[200;5Z', []],
  ['terminal answers', '\x1b[?1;2c\x1b[I\x1b[O\x1b[12;40R', []],
  ['mouse', '\x1b[<0;10;10M\x1b[<0;10;10m', []],
];

test.each(cases)('%s', async (_, bytes, expected) => {
  const {screen, chords} = await listen();
  await screen.type(bytes);
  expect(chords).toEqual(expected);
});

test('a lone Escape, which Ink holds back to see whether more comes', async () => {
  const {screen, chords} = await listen();
  screen.send('\x1b');
  await screen.waitFor(() => chords.length > 0);
  screen.send('\x1b\x1b');
  await screen.waitFor(() => chords.length > 2);
  expect(chords).toEqual(['escape', 'escape', 'escape']);
});

test('a sequence whose end never came', () => {
  expect(parseChord('[1;5', {})).toEqual([]);
});

test('never throws, and never gives a chord with a control in it', () => {
  const key = fc.record(
    {
      escape: fc.boolean(),
      ctrl: fc.boolean(),
      meta: fc.boolean(),
      shift: fc.boolean(),
      return: fc.boolean(),
      eventType: fc.constantFrom('press', 'release', 'nonsense'),
    },
    {requiredKeys: []},
  );
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), key, (input, pressed) => {
      for (const chord of parseChord(input, pressed)) {
        expect(chord).not.toMatch(/[\x00-\x20\x7f-\x9f]/);
        expect(chord).not.toBe('');
      }
    }),
    {numRuns: 2000},
  );
});
