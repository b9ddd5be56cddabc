import {type AddressBlock, bitsOf} from './address-block.js';
import {type AddressNumber, parseAddressNumber} from './address-number.js';
import {explainAddress} from './explain-address.js';
import {formatBlock} from './format-block.js';
import {quoteItem} from './quote-item.js';

/** What was read; `notes` say what was changed in reading, `errors` name each item that was refused. Sentences. */
export type ParsedAddresses = {
  readonly blocks: readonly AddressBlock[];
  readonly notes: readonly string[];
  readonly errors: readonly string[];
};

type Item = {readonly block: AddressBlock; readonly note?: string} | {readonly error: string};

function parseSingle(item: string): Item {
  const address = parseAddressNumber(item);
  if (!address) return {error: explainAddress(item)};
  const block = {family: address.family, start: address.value, end: address.value, text: item};
  return address.mapped ? {block, note: `${item} is IPv4: ${formatBlock(block)}.`} : {block};
}

function parseNetwork(item: string, [base = '', prefixText = '', ...rest]: readonly string[]): Item {
  const address = parseAddressNumber(base);
  if (!address) return {error: explainAddress(item, base)};
  const written = address.mapped ? 128 : bitsOf(address.family);
  const lowest = address.mapped ? 96 : 0;
  if (rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(prefixText) || Number(prefixText) > written) {
    const takes = `a prefix length from ${lowest} to ${written}`;
    return {error: `${quoteItem(item)} is not an address block: write ${takes} after the slash, as in 10.1.0.0/16.`};
  }
  if (Number(prefixText) < lowest) {
    return {error: `${quoteItem(item)} is wider than the IPv4-mapped addresses (/96): write the IPv4 block itself.`};
  }
  const size = 1n << BigInt(written - Number(prefixText));
  const start = address.value - (address.value % size);
  const block = {family: address.family, start, end: start + size - 1n, text: item};
  if (address.mapped) return {block, note: `${item} is IPv4: ${formatBlock(block)}.`};
  if (start === address.value) return {block};
  return {block, note: `${item} has host bits set; it is read as the network ${formatBlock(block)}.`};
}

function parseRange(item: string, [from = '', to = '', ...rest]: readonly string[]): Item {
  const ends: readonly (AddressNumber | undefined)[] = [parseAddressNumber(from), parseAddressNumber(to)];
  const [first, last] = ends;
  if (rest.length > 0 || !first || !last) {
    if (first && /^\d{1,3}(\.\d{1,3}){0,2}$/.test(to)) {
      return {error: `${quoteItem(item)} is a shortened range: write both addresses in full, first-last.`};
    }
    return {error: explainAddress(item, first ? to : from)};
  }
  if (first.family !== last.family) return {error: `${quoteItem(item)} mixes IPv4 and IPv6: write one range for each.`};
  if (first.value > last.value) {
    return {error: `${quoteItem(item)} runs backwards: write the lower address first.`};
  }
  const block = {family: first.family, start: first.value, end: last.value, text: item};
  return first.mapped || last.mapped ? {block, note: `${item} is IPv4: ${formatBlock(block)}.`} : {block};
}

function parseItem(item: string): Item {
  if (item.includes('/') && !item.includes('-')) return parseNetwork(item, item.split('/'));
  return item.includes('-') && !item.startsWith('-') ? parseRange(item, item.split('-')) : parseSingle(item);
}

/**
 * Reads addresses as typed or pasted: single ones, CIDR blocks and full ranges `first-last`, IPv4 and IPv6, separated
 * by commas, semicolons, spaces and new lines. Never throws; what cannot be read exactly is refused, never guessed.
 */
export function parseAddresses(text: string): ParsedAddresses {
  // Blanks around a dash join only on one line: a pasted list with dashes as bullets must not become ranges.
  const joined = text.replaceAll(/(?<=[^\s,;-])[ \t]*[-\u2010-\u2015][ \t]*(?=[^\s,;-])/g, '-');
  const items = joined
    .split(/[\s,;]+/)
    .filter(item => item !== '')
    .map(parseItem);
  return {
    blocks: items.flatMap(item => ('block' in item ? [item.block] : [])),
    notes: items.flatMap(item => ('note' in item && item.note !== undefined ? [item.note] : [])),
    errors: items.flatMap(item => ('error' in item ? [item.error] : [])),
  };
}
