import fc from 'fast-check';
import {expect, test} from 'vitest';
import {editText, insertText, type TextField, textField, textOf} from '../../source/view/text-field.js';

const EDITS = [
  ...['backspace', 'delete', 'left', 'right', 'home', 'end', 'space'],
  ...['ctrl+a', 'ctrl+b', 'ctrl+d', 'ctrl+e', 'ctrl+f', 'ctrl+k', 'ctrl+u', 'ctrl+w'],
  ...['a', 'é', '漢', '👩‍👩‍👧', ' ', '/'],
];
const edits = fc.array(fc.constantFrom(...EDITS), {maxLength: 40});
const after = (field: TextField, chords: readonly string[]) =>
  chords.reduce((one, chord) => editText(one, chord) ?? one, field);

test('whatever is typed, the cursor stays within the text and nothing uneditable gets in', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 60}), edits, (pasted, chords) => {
      const field = after(insertText(textField(), pasted), chords);
      expect(field.cursor).toBeGreaterThanOrEqual(0);
      expect(field.cursor).toBeLessThanOrEqual(field.graphemes.length);
      expect(textOf(field)).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
    }),
  );
});

test('what is typed and taken back leaves the text as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'é', '漢', 'z'), {maxLength: 20}), fc.string(), (typed, text) => {
      const before = insertText(textField(), text);
      const back = after(
        after(before, typed),
        typed.map(() => 'backspace'),
      );
      expect(textOf(back)).toBe(textOf(before));
    }),
  );
});

test('ctrl+u and ctrl+k together empty the field, from wherever the cursor is', () => {
  fc.assert(
    fc.property(fc.string(), edits, (text, chords) => {
      expect(textOf(after(after(textField(text), chords), ['ctrl+u', 'ctrl+k']))).toBe('');
    }),
  );
});

test('a paste is cut at the longest a field takes, and its lines become spaces', () => {
  expect(insertText(textField(), 'x'.repeat(9000)).graphemes).toHaveLength(4000);
  expect(textOf(insertText(textField(), '10.0.0.1\r\n10.0.0.2\t\x1b[2J'))).toBe('10.0.0.1 10.0.0.2 [2J');
});

test('ctrl+w takes one word, chords that are no editing do nothing', () => {
  expect(textOf(after(textField('one two  '), ['ctrl+w']))).toBe('one ');
  expect(editText(textField('one'), 'f6')).toBeNull();
  expect(editText(textField('one'), 'enter')).toBeNull();
});
