import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, onTestFinished, test} from 'vitest';
import {Masker} from '../../source/privacy/masker.js';
import {pseudonymKey} from '../../source/privacy/pseudonym-key.js';
import {Pseudonyms} from '../../source/privacy/pseudonyms.js';

const pseudonyms = new Pseudonyms(Buffer.from('k'.repeat(32)));
const masker = new Masker(pseudonyms);

describe('pseudonyms', () => {
  test('are the same for the same person however written, and differ by key', () => {
    expect(pseudonyms.name('Ada')).toBe(pseudonyms.name(' ADA '));
    expect(pseudonyms.email('Ada@Example.com')).toBe(pseudonyms.email('ada@example.com'));
    expect(pseudonyms.phone('+49 (30) 1234-567')).toBe(pseudonyms.phone('+49301234567'));
    expect(new Pseudonyms(Buffer.from('other')).email('ada@example.com')).not.toBe(pseudonyms.email('ada@example.com'));
  });

  test('tell a thousand people apart, and are neither addresses nor numbers', () => {
    const values = Array.from({length: 1000}, (_, index) => `person ${index}`);
    expect(new Set(values.map(value => pseudonyms.email(value))).size).toBe(1000);
    expect(new Set(values.map(value => `${pseudonyms.name(value)} ${pseudonyms.name(`${value}.`)}`)).size).toBe(1000);
    expect(pseudonyms.name('Ada')).toMatch(/^[A-Z][a-z]{5}$/);
    expect(pseudonyms.email('a@b.c')).toMatch(/^mail-[2-9a-z]{6}$/);
    expect(pseudonyms.phone('+4930')).toMatch(/^tel-[2-9a-z]{6}$/);
  });
});

describe('what is masked', () => {
  test('a user record keeps its ids, roles and teams, and loses the person', () => {
    const record = {
      id: 731,
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.com',
      agent_number: '1042',
      teams: [{id: 3, name: 'Repairs'}],
      status_updated_at: '2026-11-26T09:00:00+01:00',
      phone_numbers: ['+49301234567'],
    };
    const masked = masker.value(record) as typeof record;
    expect(masked).toMatchObject({
      id: 731,
      teams: [{id: 3, name: 'Repairs'}],
      status_updated_at: record.status_updated_at,
    });
    expect(JSON.stringify(masked)).not.toMatch(/Ada|Lovelace|example\.com|1042|1234567/);
    expect(masked.first_name).toBe(pseudonyms.name('ada'));
  });

  test('`name` is a person’s beside an address or a number, and else a queue’s, team’s or status’s', () => {
    expect(masker.value({name: 'Grace Hopper', email: 'g@navy.mil'})).toEqual({
      name: pseudonyms.name('Grace Hopper'),
      email: pseudonyms.email('g@navy.mil'),
    });
    const others = {id: 4, name: 'Break', materialized_path: 'Support / Repairs', hours: {from: '08:30', to: '20:00'}};
    expect(masker.value(others)).toEqual(others);
  });

  test('the contacts of a campaign, and agents in status rows and in chats, are persons', () => {
    const contact = {
      id: 7,
      campaign_id: 3,
      name: 'Lena Roth',
      outbound_number: '+13125550177',
      unique_id: 'spring-1',
      status: 'new',
    };
    expect(masker.value([contact])).toEqual([
      {...contact, name: pseudonyms.name('Lena Roth'), outbound_number: pseudonyms.phone('+13125550177')},
    ]);
    expect(masker.value({agent_id: 12, name: 'Ada Byron', current_status: 'Break'})).toMatchObject({
      name: pseudonyms.name('Ada Byron'),
    });
    const chat = {
      id: 5,
      agent: {id: 12, name: 'Ada Byron', status: {name: 'Break'}},
      menus: [{id: 3, name: 'Repairs'}],
    };
    expect(masker.value(chat)).toEqual({...chat, agent: {...chat.agent, name: pseudonyms.name('Ada Byron')}});
  });

  test('addresses and numbers in running text and in paths', () => {
    expect(masker.text('GET /dnc?phone_number=%2B49301234567&per=100')).toMatch(
      /^GET \/dnc\?phone_number=tel-\w{6}&per=100$/,
    );
    expect(masker.text('ada@example.com called +49 30 1234567 at 09:15 on 2026-11-26, job 81502')).toMatch(
      /^mail-\w{6} called tel-\w{6} at 09:15 on 2026-11-26, job 81502$/,
    );
    const plain = 'GET /wait_times?lang=en 200, 41 ms, 2026-11-26T09:00:00+0100';
    expect(masker.text(plain)).toBe(plain);
  });

  test('bodies: JSON by its keys, other text by what stands in it, other bytes not at all', () => {
    expect(JSON.parse(masker.body(Buffer.from('{"message":"ada@example.com exists"}')).toString())).toEqual({
      message: `${pseudonyms.email('ada@example.com')} exists`,
    });
    expect(masker.body(Buffer.from('<p>ada@example.com</p>')).toString()).toBe(
      `<p>${pseudonyms.email('ada@example.com')}</p>`,
    );
    const bytes = Buffer.from([0x89, 0x50, 0xff, 0x00]);
    expect(masker.body(bytes)).toEqual(bytes);
    expect(masker.body(Buffer.alloc(0))).toHaveLength(0);
  });

  test('whatever JSON comes, its shape stays', () => {
    const shape = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shape)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]))
          : null;
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        expect(shape(masker.value(plain))).toEqual(shape(plain));
      }),
    );
  });
});

test('the key is made once, for this user alone, also by several at a time', async () => {
  const home = mkdtempSync(join(tmpdir(), 'floorwalker-key-'));
  onTestFinished(() => rmSync(home, {recursive: true}));
  const path = join(home, 'state', 'pseudonyms.key');
  const keys = await Promise.all(Array.from({length: 8}, () => pseudonymKey(path)));
  const later = await pseudonymKey(path);
  expect(new Set([...keys, later].map(key => Buffer.from(key).toString('hex'))).size).toBe(1);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await pseudonymKey('/dev/null/key')).toHaveLength(32);
});
