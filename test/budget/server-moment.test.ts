import fc from 'fast-check';
import {expect, test} from 'vitest';
import {ServerMoment} from '../../source/budget/server-moment.js';

test('the bounds always hold the truth, whatever the line', () => {
  fc.assert(
    fc.property(
      fc.integer({min: -1e9, max: 1e12}),
      fc.array(
        fc.tuple(
          fc.double({min: 0, max: 3000, noNaN: true}),
          fc.double({min: 0, max: 300, noNaN: true}),
          fc.double({min: 0, max: 300, noNaN: true}),
        ),
        {minLength: 1, maxLength: 60},
      ),
      (ahead, exchanges) => {
        const moment = new ServerMoment();
        let now = 0;
        for (const [pause, out, back] of exchanges) {
          now += pause;
          const handled = now + out;
          moment.told(Math.floor((handled + ahead) / 1000) * 1000, now, handled + back);
          now = handled + back;
          expect(moment.earliest(now)).toBeLessThanOrEqual(now + ahead + 0.01);
          expect(moment.earliest(now) + moment.uncertainty).toBeGreaterThanOrEqual(now + ahead - 0.01);
        }
      },
    ),
  );
});

test('a clock that was set is believed at once', () => {
  const moment = new ServerMoment();
  for (let at = 0; at < 5000; at += 333) moment.told(Math.floor((at + 5) / 1000) * 1000 + 60_000, at, at + 10);
  expect(Math.abs(moment.ahead - 60_000)).toBeLessThan(200);
  moment.told(3_600_000, 6000, 6010);
  expect(Math.abs(moment.ahead - (3_600_000 - 6000))).toBeLessThanOrEqual(1010);
});
