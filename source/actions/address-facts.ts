import type {AddressBlock} from '../addresses/address-block.js';
import {countAddresses, isVeryLarge} from '../addresses/count-addresses.js';
import {mergeBlocks} from '../addresses/merge-blocks.js';
import {parseAddresses} from '../addresses/parse-addresses.js';
import type {TypedProof} from './prepared-action.js';

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

/** So many addresses that their number must be typed as well: it, or nothing. */
export const largeProof = (blocks: readonly AddressBlock[]): readonly TypedProof[] =>
  isVeryLarge(blocks)
    ? [{text: String(countAddresses(blocks)), what: 'the number of addresses, because they are so many'}]
    : [];

/** The same of addresses as text. */
export const largeTextProof = (text: string): readonly TypedProof[] =>
  largeProof(mergeBlocks(parseAddresses(text).blocks).blocks);
