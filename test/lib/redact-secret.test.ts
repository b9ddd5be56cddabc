import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createRedactor} from '../../source/lib/redact-secret.js';

/** Tokens as they may be: 8 to 40 visible ASCII characters. */
const secret = fc
  .array(
    fc.integer({min: 0x21, max: 0x7e}).map(code => String.fromCharCode(code)),
    {minLength: 8, maxLength: 40},
  )
  .map(parts => parts.join(''));
const forms = (token: string): readonly string[] => [
  token,
  JSON.stringify(token).slice(1, -1),
  JSON.stringify(token).slice(1, -1).replaceAll('/', '\\/'),
  [...token].map(one => `\\u00${one.charCodeAt(0).toString(16).toUpperCase()}`).join(''),
  [...token].map(one => (/[a-z]/i.test(one) ? one : `\\u00${one.charCodeAt(0).toString(16)}`)).join(''),
  encodeURIComponent(token),
  Buffer.from(token).toString('hex'),
  ...['', 'a', 'ab', 'demo:'].map(user => Buffer.from(`${user}${token}`).toString('base64')),
];

test('no form of a secret is left in what was answered, which keeps its length', () => {
  fc.assert(
    fc.property(secret, fc.nat(20), fc.string({maxLength: 10}), (token, which, around) => {
      const {bytes} = createRedactor(token);
      const form = forms(token)[which % forms(token).length] ?? '';
      const clean = bytes(Buffer.from(around + form + around + form));
      expect(clean.length).toBe(Buffer.byteLength(around + form) * 2);
      // Of Base64 the ends also depend on what stands around the secret, and stay.
      expect(clean.includes(form)).toBe(false);
      expect(clean.includes(token)).toBe(false);
    }),
  );
});

test('what comes piece by piece is the same as what comes whole, wherever it was cut', () => {
  fc.assert(
    fc.property(secret, fc.string(), fc.array(fc.nat(30), {maxLength: 20}), (token, around, cuts) => {
      const redactor = createRedactor(token);
      const whole = Buffer.from(`${around}${token}${around}${encodeURIComponent(token)}${token.slice(0, 5)}`);
      const pieces = redactor.pieces();
      const got: Buffer[] = [];
      let at = 0;
      for (const cut of [...cuts, whole.length]) {
        got.push(pieces.take(whole.subarray(at, at + cut)));
        at += cut;
      }
      got.push(pieces.end());
      expect(Buffer.concat(got).toString()).toBe(redactor.bytes(whole).toString());
    }),
  );
});

test('what holds no secret stays as it is, and a word that is too short to be one is never taken out', () => {
  const body = Buffer.from('{"name":"any company"}');
  expect(createRedactor('any').bytes(body)).toBe(body);
  expect(createRedactor('0123456789abcdef').bytes(body)).toBe(body);
});
