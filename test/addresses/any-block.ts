import fc from 'fast-check';
import {type AddressBlock, larger, smaller} from '../../source/addresses/address-block.js';
import {formatBlock} from '../../source/addresses/format-block.js';

const between = (family: AddressBlock['family'], base: bigint, most: bigint) =>
  fc.tuple(fc.bigInt(0n, most), fc.bigInt(0n, most)).map(([a, b]): AddressBlock => {
    const block = {family, start: base + smaller(a, b), end: base + larger(a, b), text: ''};
    return {...block, text: formatBlock(block)};
  });

const network = (family: AddressBlock['family'], base: bigint, bits: number) =>
  fc
    .tuple(fc.bigInt(0n, (1n << BigInt(bits)) - 1n), fc.integer({min: 0, max: bits}))
    .map(([at, wide]): AddressBlock => {
      const size = 1n << BigInt(wide);
      const block = {family, start: base + at - (at % size), end: base + at - (at % size) + size - 1n, text: ''};
      return {...block, text: formatBlock(block)};
    });

const v6Base = 0x2001_0db8n << 96n;

/** Blocks of every shape, without IPv4-mapped ones. */
export const anyBlock: fc.Arbitrary<AddressBlock> = fc.oneof(
  between('ipv4', 0n, (1n << 32n) - 1n),
  between('ipv6', v6Base, (1n << 96n) - 1n),
  network('ipv4', 0n, 32),
  network('ipv6', v6Base, 96),
);

/** Blocks among 64 addresses of each family, so that overlaps and neighbours are common. */
export const crowdedBlock: fc.Arbitrary<AddressBlock> = fc.oneof(
  between('ipv4', 0x0a00_0000n, 63n),
  between('ipv6', v6Base, 63n),
);
