import type {AddressBlock} from '../addresses/address-block.js';
import {countAddresses} from '../addresses/count-addresses.js';
import {mergeBlocks} from '../addresses/merge-blocks.js';
import {parseAddresses} from '../addresses/parse-addresses.js';

/** What to know of addresses that are to be logged out: how many they are, and that nobody knows who is behind them. */
export function blockFacts(blocks: readonly AddressBlock[]): readonly string[] {
  if (blocks.length === 0) return [];
  const count = countAddresses(blocks).toLocaleString('en').replaceAll(',', ' ');
  return [
    `${count} addresses in ${blocks.length} ${blocks.length === 1 ? 'block' : 'blocks'}.`,
    "The API does not tell agents' addresses: who will be hit is not known.",
  ];
}

/** The same of addresses as text, with what was said while they were read and merged. */
export function addressFacts(text: string): readonly string[] {
  const parsed = parseAddresses(text);
  const {blocks, overlaps} = mergeBlocks(parsed.blocks);
  return [...parsed.notes, ...overlaps, ...blockFacts(blocks)];
}
