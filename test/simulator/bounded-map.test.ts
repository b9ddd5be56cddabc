import fc from 'fast-check';
import {expect, it} from 'vitest';
import {createBoundedMap} from '../../source/simulator/bounded-map.js';

it('holds the entries set last, whatever is done to it', () => {
  const step = fc.record({key: fc.integer({min: 0, max: 9}), isSet: fc.boolean()});
  fc.assert(
    fc.property(fc.integer({min: 1, max: 5}), fc.array(step, {maxLength: 60}), (most, steps) => {
      const map = createBoundedMap<number, number>(most);
      let order: number[] = [];
      for (const [index, {key, isSet}] of steps.entries()) {
        if (isSet) {
          map.set(key, index);
          order = [...order.filter(other => other !== key), key].slice(-most);
          expect(map.get(key)).toBe(index);
        } else {
          expect(map.delete(key)).toBe(order.includes(key));
          order = order.filter(other => other !== key);
        }
        expect(map.size()).toBe(order.length);
        expect([...map.values()]).toEqual(order.map(known => map.get(known)));
      }
    }),
  );
});
