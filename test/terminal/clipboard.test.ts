import fc from 'fast-check';
import {expect, test} from 'vitest';
import {copySequence} from '../../source/terminal/clipboard.js';

const copied = (text: string): string => {
  const [, base64 = ''] = /^\x1b\]52;c;([A-Za-z0-9+/]*={0,2})\x07$/.exec(copySequence(text)) ?? [];
  return Buffer.from(base64, 'base64').toString('utf8');
};

test('what is copied is text, whatever it was taken from', () => {
  expect(copied('731 732')).toBe('731 732');
  expect(copied('two\nlines: 漢字 é')).toBe('two\nlines: 漢字 é');
  expect(copied('where is it?\u009d11;?\u0007\x1b[201~\rrm\u202e\u200b\ud800')).toBe('where is it?11;?[201~rm');
});

test('of any string', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 200}), text => {
      expect(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(copied(text))).toBe(false);
    }),
  );
});
