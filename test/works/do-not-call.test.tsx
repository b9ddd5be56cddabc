import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readNumbers} from '../../source/works/do-not-call/read-numbers.js';
import {onFloor, writes} from '../helpers/console.js';
import {fill, openWork} from './open-work.js';

test('pasted numbers are checked, added and removed, with a result for each', async () => {
  await onFloor({columns: 100}, async ({app, tenant}) => {
    await openWork(app, 'do-not-call', /Paste numbers here/);
    app.paste('+1 312 555 0177, +14155550199\n+44 20 7946 0958\n0123 not me');
    await app.keys(/3 numbers/, /No number: 0123 not me/, 'c');
    await app.keys(/\+13125550177 +no/, /\+14155550199 +yes +for good/, /\+442079460958 +no/);
    await app.keys('a', /Add 3 numbers/);
    await fill(app, 'tomorrow');
    await app.keys(/takes a date and time/);
    await app.keys(...Array.from({length: 8}, () => 'backspace'), 'enter', /Confirm/, 'y', /3 of 3 done/, 'escape');
    await app.keys(/\+13125550177 +created/, /\+14155550199 +updated/);
    expect(writes(tenant.requests).map(({body}) => body)).toEqual([
      {contacts: ['+13125550177', '+14155550199', '+442079460958'].map(number => ({phone_number: number}))},
    ]);
    await app.keys('x', /dangerous/, /can be called again/, /Type the number of targets: 3|Type .*: 3/);
    await fill(app, '3');
    await app.keys(/: accepted ─/, 'escape', 'c', /\+14155550199 +no/);
  });
});

test('many numbers are a dangerous change', async () => {
  await onFloor({columns: 100}, async ({app}) => {
    const numbers = Array.from({length: 12}, (_, index) => `+1312555${String(1000 + index)}`);
    writeFileSync(join(app.home, 'numbers.txt'), numbers.join('\n'));
    await openWork(app, 'do-not-call', /Paste numbers here/);
    await app.keys('o', /File of numbers/);
    await fill(app, '~/numbers.txt');
    await app.keys(/12 numbers/, 'a', /Add 12 numbers/, 'enter', /Confirm: dangerous/, /: 12/);
  });
});

test('every number is found however it is parted, and nothing with digits is lost', () => {
  const number = fc.integer({min: 2_000_000, max: 9_999_999}).map(end => `+1312${end}`);
  const between = fc.constantFrom('\n', ', ', ';', '\t', ' \r\n', ',\n');
  fc.assert(
    fc.property(fc.array(fc.tuple(number, between), {minLength: 1, maxLength: 30}), rows => {
      const read = readNumbers(rows.map(([one, gap]) => one + gap).join(''));
      const told = new Set([...read.numbers, ...read.others]);
      for (const [one] of rows)
        expect(
          [...told].some(text => text.includes(one.slice(1))),
          one,
        ).toBe(true);
      expect(new Set(read.numbers).size).toBe(read.numbers.length);
    }),
  );
});
