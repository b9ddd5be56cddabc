import {quoteItem} from './quote-item.js';

const whole = 'write all four decimal numbers from 0 to 255, as in 10.0.0.1';

// In order: the first that matches gives the reason.
const reasons: readonly (readonly [RegExp, string])[] = [
  [/%/, 'has a zone id, which means something on one machine only: write the address without it'],
  [/^\[|\]/, 'has brackets: write the address alone, without brackets and port'],
  [/\*/, 'has a wildcard: write a block with a prefix length, as in 10.0.0.0/24'],
  [/^\d+(\.\d+){3}:\d+$/, 'has a port: write the address alone'],
  [/^(0x[0-9a-f]+|\d+)(\.(0x[0-9a-f]+|\d+)){0,3}$/i, `is not written as four decimal numbers: ${whole}`],
];

/** Why an item is refused, as one sentence that names it. `part` is the address in it that could not be read. */
export function explainAddress(item: string, part: string = item): string {
  const isLeadingZero = /^\d+(\.\d+){3}$/.test(part) && /(^|\.)0\d/.test(part);
  const reason = isLeadingZero
    ? `has a number with a leading zero, which some read as octal: ${whole}`
    : reasons.find(([pattern]) => pattern.test(part))?.[1];
  return reason === undefined
    ? `${quoteItem(item)} is not an address, block or range: write 10.0.0.1, 10.0.0.0/24, 10.0.0.1-10.0.0.20 or IPv6.`
    : `${quoteItem(item)} ${reason}.`;
}
