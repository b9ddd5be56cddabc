/** Which of the two address families; the two never mix in one block. */
export type AddressFamily = 'ipv4' | 'ipv6';

/** A run of consecutive addresses, both ends included, as numbers. `text` is how the operator named it. */
export type AddressBlock = {
  readonly family: AddressFamily;
  readonly start: bigint;
  readonly end: bigint;
  readonly text: string;
};

/** Bits of an address: 32 or 128. */
export const bitsOf = (family: AddressFamily): number => (family === 'ipv4' ? 32 : 128);

/** How many addresses a block holds; at least 1. */
export const countBlock = (block: AddressBlock): bigint => block.end - block.start + 1n;

/** The larger of two; Math.max takes no bigint. */
export function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

/** The smaller of two; Math.min takes no bigint. */
export function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
