import {expect, test} from 'vitest';
import {KnownSecrets} from '../../source/lib/known-secrets.js';

const token = (number: number): string => `token-number-${number}`;

test('every secret that was read is taken out, also one that was replaced since', () => {
  const secrets = new KnownSecrets();
  expect(secrets.redact(token(1))).toBe(token(1));
  expect(secrets.learn(token(1))).toBe(token(1));
  secrets.learn(token(2));
  secrets.learn(token(2));
  const header = Buffer.from(`acme:${token(1)}`).toString('base64');
  const clean = secrets.redact(`${token(1)}, ${token(2)}, ${token(3)}, ${header}`);
  expect(clean).toContain(token(3));
  for (const form of [token(1), token(2), header]) expect(clean).not.toContain(form);
});

test('of those that change without end the oldest are forgotten', () => {
  const secrets = new KnownSecrets();
  for (let number = 10; number < 99; number += 1) secrets.learn(token(number));
  expect(secrets.redact(token(98))).not.toContain('98');
  expect(secrets.redact(token(10))).toBe(token(10));
});
