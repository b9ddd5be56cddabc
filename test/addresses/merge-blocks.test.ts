import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {AddressBlock} from '../../source/addresses/address-block.js';
import {countAddresses, isVeryLarge} from '../../source/addresses/count-addresses.js';
import {mergeBlocks} from '../../source/addresses/merge-blocks.js';
import {parseAddresses} from '../../source/addresses/parse-addresses.js';
import {anyBlock, crowdedBlock} from './any-block.js';

const blocksOf = (text: string) => parseAddresses(text).blocks;
const merge = (text: string) => {
  const {blocks, overlaps} = mergeBlocks(blocksOf(text));
  return {blocks: blocks.map(block => block.text), overlaps};
};

const members = (blocks: readonly AddressBlock[]): readonly string[] =>
  blocks.flatMap(({family, start, end}) =>
    Array.from({length: Number(end - start) + 1}, (_, index) => `${family} ${start + BigInt(index)}`),
  );

describe('mergeBlocks', () => {
  test('joins neighbours, puts IPv4 first and keeps families apart', () => {
    expect(merge('2001:db8::/33 10.0.0.128/25 10.0.0.0/25 2001:db8:8000::/33')).toEqual({
      blocks: ['10.0.0.0/24', '2001:db8::/32'],
      overlaps: [],
    });
    expect(merge('255.255.255.255 ::').blocks).toEqual(['255.255.255.255', '::']);
  });

  test('names overlaps by what was typed', () => {
    expect(merge('10.0.0.5 10.0.0.0/24 10.0.0.200-10.0.1.5 10.0.0.5')).toEqual({
      blocks: ['10.0.0.0-10.0.1.5'],
      overlaps: ['10.0.0.5 lies inside 10.0.0.0/24.', '10.0.0.200-10.0.1.5 overlaps 10.0.0.0/24.'],
    });
    expect(merge('10.0.0.1 10.0.0.1').overlaps).toEqual(['10.0.0.1 is named more than once.']);
    expect(merge('10.0.0.0/24 10.0.0.0-10.0.0.255').overlaps).toEqual([
      '10.0.0.0-10.0.0.255 is the same as 10.0.0.0/24.',
    ]);
  });

  test('keeps membership and counts each address once', () => {
    fc.assert(
      fc.property(fc.array(crowdedBlock, {maxLength: 12}), blocks => {
        const union = new Set(members(blocks));
        const merged = mergeBlocks(blocks).blocks;
        expect(new Set(members(merged))).toEqual(union);
        expect(members(merged)).toHaveLength(union.size);
        expect(countAddresses(blocks)).toBe(BigInt(union.size));
      }),
    );
  });

  test('is minimal, ordered, and the same when done again or given in another order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(crowdedBlock, anyBlock), {maxLength: 12}), blocks => {
        const merged = mergeBlocks(blocks).blocks;
        for (const [index, block] of merged.entries()) {
          const next = merged[index + 1];
          if (next?.family === block.family) expect(next.start > block.end + 1n).toBe(true);
        }
        expect(mergeBlocks(merged)).toEqual({blocks: merged, overlaps: []});
        expect(mergeBlocks([...blocks].reverse()).blocks).toEqual(merged);
      }),
    );
  });
});

describe('isVeryLarge', () => {
  test.each([
    ['10.0.0.0/8', false],
    ['10.0.0.0/8 11.0.0.0', true],
    ['10.0.0.0/9 10.0.0.0/8', false],
    ['0.0.0.0/0', true],
    ['2001:db8::/16', false],
    ['2001:db8::/16 2002::', true],
    ['::/0', true],
  ])('%s: %s', (text, expected) => {
    expect(isVeryLarge(blocksOf(text))).toBe(expected);
  });
});
