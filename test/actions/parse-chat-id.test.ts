import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseChatId} from '../../source/actions/parse-chat-id.js';

test('digits are an id, with # and blanks around them or not', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 1, max: 999_999_999}),
      fc.constantFrom('', '#'),
      fc.constantFrom('', ' ', '\t'),
      (id, sign, blank) => {
        expect(parseChatId(`${blank}${sign}${id}${blank}`)).toBe(id);
      },
    ),
  );
});

test('anything else is none, and no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), text => {
      const id = parseChatId(text);
      expect(id === null || (Number.isSafeInteger(id) && id > 0)).toBe(true);
    }),
  );
  for (const text of ['', '0', '-1', '1.5', '1e3', '0x10', '12 34', '##1', '9'.repeat(16)])
    expect(parseChatId(text)).toBeNull();
});
