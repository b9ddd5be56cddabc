import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Tells whether an address is selected. */
export type AddressTest = (address: string) => boolean;

/**
 * Reads a CIDR block, a single address or a range `start-end`, IPv4 or IPv6; IPv4 written as mapped IPv6 counts as
 * IPv4. Undefined when it cannot be read.
 */
export function addressSelector(text: string): AddressTest | undefined {
  const bounds = boundsOf(text.trim());
  if (bounds === undefined) return undefined;
  const [first, last] = bounds;
  const length = first.length;
  return address => {
    const bytes = parse(address)?.toByteArray();
    return bytes?.length === length && compare(first, bytes) <= 0 && compare(bytes, last) <= 0;
  };
}

type Bounds = readonly [readonly number[], readonly number[]];

function boundsOf(text: string): Bounds | undefined {
  if (text.includes('/')) return blockBounds(text);
  const [start = '', end = start, ...rest] = text.split('-').map(part => part.trim());
  const first = parse(start)?.toByteArray();
  const last = parse(end)?.toByteArray();
  if (rest.length > 0 || first === undefined || last === undefined) return undefined;
  return first.length === last.length && compare(first, last) <= 0 ? [first, last] : undefined;
}

function blockBounds(text: string): Bounds | undefined {
  const [head = '', bitsText = '', ...rest] = text.split('/');
  const base = parse(head);
  if (rest.length > 0 || base === undefined || !/^\d{1,3}$/.test(bitsText)) return undefined;
  const bytes = base.toByteArray();
  // A mapped block counts its 96 leading bits; what is left of them is the IPv4 prefix.
  const bits = Number(bitsText) - (bytes.length === 4 && head.includes(':') ? 96 : 0);
  if (bits < 0 || bits > bytes.length * 8) return undefined;
  const hostMask = (index: number): number => 0xff >> Math.min(8, Math.max(0, bits - index * 8));
  return [
    bytes.map((byte, index) => byte & ~hostMask(index) & 0xff),
    bytes.map((byte, index) => byte | hostMask(index)),
  ];
}

// Four decimal parts only: shorthands such as "10.1" or octal parts select something nobody meant.
function parse(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  return ipaddr.process(text);
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, byte] of one.entries()) {
    const difference = byte - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
