import {type AddressBlock, bitsOf, countBlock} from './address-block.js';
import {formatAddressNumber} from './address-number.js';

/**
 * The block in its shortest exact form: a plain address for one, CIDR (RFC 4632) where the block is a whole network,
 * else `first-last`. Reading it again gives the same block.
 */
export function formatBlock(block: AddressBlock): string {
  const count = countBlock(block);
  const first = formatAddressNumber(block.family, block.start);
  if (count === 1n) return first;
  const isNetwork = (count & (count - 1n)) === 0n && block.start % count === 0n;
  if (isNetwork) return `${first}/${bitsOf(block.family) - (count.toString(2).length - 1)}`;
  return `${first}-${formatAddressNumber(block.family, block.end)}`;
}
