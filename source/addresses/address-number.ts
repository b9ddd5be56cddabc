import {isIP} from 'node:net';
import ipaddr from 'ipaddr.js';
import {type AddressFamily, bitsOf} from './address-block.js';

/** One address as a number of its family. `mapped`: it was written as an IPv4-mapped IPv6 address. */
export type AddressNumber = {readonly family: AddressFamily; readonly value: bigint; readonly mapped: boolean};

const numberOf = (bytes: readonly number[]): bigint => bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

/**
 * Reads one address, strictly: IPv4 is four decimal parts without leading zeros, IPv6 has no zone. Mapped IPv6
 * (RFC 4291, 2.5.5.2) becomes IPv4. Returns undefined for anything else.
 */
export function parseAddressNumber(text: string): AddressNumber | undefined {
  // ipaddr.js alone also takes 10.1, 0x0a000001, 010.0.0.1 and 3232235521; what those mean depends on who reads them.
  if (isIP(text) === 0 || text.includes('%') || !ipaddr.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) {
    return {family: 'ipv4', value: numberOf(address.toIPv4Address().toByteArray()), mapped: true};
  }
  return {family: address.kind(), value: numberOf(address.toByteArray()), mapped: false};
}

/** Writes an address: dotted decimal, or RFC 5952 for IPv6. `value` must fit the family. */
export function formatAddressNumber(family: AddressFamily, value: bigint): string {
  const bytes: number[] = [];
  for (let shift = bitsOf(family) - 8; shift >= 0; shift -= 8) bytes.push(Number((value >> BigInt(shift)) & 255n));
  const address = ipaddr.fromByteArray(bytes);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}
