import type {LookupAddress} from 'node:dns';
import {isIP} from 'node:net';
import {describeBlock} from '../addresses/describe-block.js';
import {parseAddresses} from '../addresses/parse-addresses.js';
import {isLoopbackName} from '../lib/loopback-name.js';
import {UploadRefusedError} from './errors.js';

/** Finds the addresses of a host name, as `dns.promises.lookup` with `all` does. */
export type LookUp = (host: string) => Promise<readonly LookupAddress[]>;

/** What an upload may reach beside public addresses. */
export type UploadReach = {
  /** The tenant itself is on loopback: then its targets may be. */
  readonly isTenantLocal: boolean;
  /** Private and link-local addresses too. */
  readonly isPrivateAllowed: boolean;
};

const PRIVATE = new Set(['private', 'link-local', 'site-local', 'carrier-grade NAT']);
/**
 * The address that a target is to be reached at, checked: https, or http on loopback; no credentials in it; every address
 * of its name allowed, so that no answer of a name server leads inside. Rejects with UploadRefusedError.
 */
export async function uploadAddress(target: URL, reach: UploadReach, lookUp: LookUp): Promise<LookupAddress> {
  const {protocol, hostname, username, password} = target;
  const isLocalName = isLoopbackName(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocalName)) {
    throw new UploadRefusedError(`The target of the upload is not https: ${protocol}//${hostname}`);
  }
  if (username !== '' || password !== '') {
    throw new UploadRefusedError(`The target of the upload has credentials in it: ${hostname}`);
  }
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const addresses = family ? [{address: host, family}] : await found(host, lookUp);
  for (const {address} of addresses) {
    const kind = kindOf(address);
    if (kind === 'public' && protocol === 'https:') continue;
    if (kind === 'loopback' && reach.isTenantLocal) continue;
    if (PRIVATE.has(kind) && reach.isPrivateAllowed) continue;
    const key = PRIVATE.has(kind) ? ' (allowPrivateUploads in the profile permits it)' : '';
    throw new UploadRefusedError(`The target of the upload is no public address: ${host} is ${address}, ${kind}${key}`);
  }
  const [first] = addresses;
  if (!first) throw new UploadRefusedError(`The target of the upload has no address: ${host}`);
  return first;
}

async function found(host: string, lookUp: LookUp): Promise<readonly LookupAddress[]> {
  try {
    return await lookUp(host);
  } catch (error) {
    throw new UploadRefusedError(`The target of the upload has no address: ${host}`, {cause: error});
  }
}

function kindOf(address: string): string {
  const [block] = parseAddresses(address.replace(/%.*$/, '')).blocks;
  const kind = block ? describeBlock(block) : 'unknown';
  // Of IPv6, IANA has given out 2000::/3 alone; what lies outside and has no name is nobody's.
  return kind === 'public' && address.includes(':') && !/^[23][0-9a-f]{3}:/i.test(address) ? 'reserved' : kind;
}
