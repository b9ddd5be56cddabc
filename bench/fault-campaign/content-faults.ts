import {once} from 'node:events';
import type {Random} from '../../source/simulator/floor/random.js';
import {answer, type Meeting, type TenantFault} from './tenant-fault.js';

type Json = unknown;

/** Above what the console keeps of one answer (32 MiB, source/api/transport.ts); so often in one fault, as each costs a second. */
const HUGE_BYTES = 33 * 1024 * 1024;
const HUGE_TIMES = 1;
const DEEP = 3000;

/** Rebuilds a value, with `leaf` in place of single values and `keep` deciding which keys stay. */
function rebuilt(value: Json, leaf: (value: Json) => Json, keep: () => boolean): Json {
  if (Array.isArray(value)) return value.map(one => rebuilt(one, leaf, keep));
  if (typeof value !== 'object' || value === null) return leaf(value);
  const entries = Object.entries(value).filter(() => keep());
  return Object.fromEntries(entries.map(([key, one]) => [key, rebuilt(one, leaf, keep)]));
}

const always = (): boolean => true;
const OTHERS: readonly Json[] = [
  null,
  '',
  'seven',
  -1,
  0.5,
  1e308,
  true,
  [],
  {},
  [[1]],
  '2026-99-99',
  '\u202e\u001b[2J',
];

/** A fault that sends the tenant's true answer changed by `change`. */
const changed =
  (change: (value: Json, random: Random) => Json) =>
  async ({real, response, random}: Meeting): Promise<void> => {
    const {status, body} = await real();
    const text = body.toString('utf8');
    answer(response, status, JSON.stringify(change(text === '' ? {} : JSON.parse(text), random)) ?? '');
  };

/** The same as text or bytes. */
const rewritten =
  (change: (text: string, random: Random) => string | Buffer) =>
  async ({real, response, random}: Meeting): Promise<void> => {
    const {status, body} = await real();
    answer(response, status, change(body.toString('utf8'), random));
  };

/** Answers of 200 that are not what they should be. */
export const CONTENT_FAULTS: readonly TenantFault[] = [
  {name: 'malformed JSON', weight: 3, spoil: rewritten((text, random) => text.slice(0, random.below(text.length + 1)))},
  {
    name: 'nulls',
    weight: 2,
    spoil: changed((value, random) => rebuilt(value, one => (random.chance(0.3) ? null : one), always)),
  },
  {
    name: 'missing keys',
    weight: 2,
    spoil: changed((value, random) =>
      rebuilt(
        value,
        one => one,
        () => random.chance(0.7),
      ),
    ),
  },
  {
    name: 'wrong types',
    weight: 2,
    spoil: changed((value, random) => rebuilt(value, one => (random.chance(0.2) ? random.pick(OTHERS) : one), always)),
  },
  {
    name: 'unknown values',
    weight: 2,
    spoil: changed((value, random) => {
      const unknown = (one: Json) =>
        typeof one === 'string' && random.chance(0.5) ? `new_${random.below(1000)}\u001b]0;x\u0007` : one;
      return rebuilt(value, unknown, always);
    }),
  },
  {
    name: 'another shape',
    weight: 2,
    spoil: changed((_, random) => random.pick([null, [], {}, 'text', 42, [null], [[]], {message: 'fine'}])),
  },
  {name: 'deeply nested', weight: 1, spoil: rewritten(() => '['.repeat(DEEP) + ']'.repeat(DEEP))},
  {
    name: 'invalid UTF-8',
    weight: 2,
    spoil: rewritten((text, random) => {
      const at = random.below(text.length + 1);
      return Buffer.concat([
        Buffer.from(text.slice(0, at)),
        Buffer.from([0xff, 0xc3, 0x28]),
        Buffer.from(text.slice(at)),
      ]);
    }),
  },
  {
    name: 'huge body',
    weight: 1,
    spoil: async ({response, before, over}) => {
      if (before >= HUGE_TIMES) return answer(response, 200, `[${' '.repeat(100_000)}`);
      response.writeHead(200, {'content-type': 'application/json'});
      const piece = Buffer.alloc(1024 * 1024, ' ');
      const closed = once(response, 'close');
      let isOver = false;
      void over.then(() => {
        isOver = true;
      });
      for (let sent = 0; sent < HUGE_BYTES && !isOver && !response.destroyed; sent += piece.length) {
        if (!response.write(piece)) {
          await Promise.race([once(response, 'drain'), closed, over]);
        }
      }
      response.end();
    },
  },
];
