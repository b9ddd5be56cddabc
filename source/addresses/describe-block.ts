import {type AddressBlock, countBlock, larger, smaller} from './address-block.js';
import {parseAddresses} from './parse-addresses.js';
import {specialNetworks} from './special-networks.js';

type Named = AddressBlock & {readonly name: string};

const named: readonly Named[] = specialNetworks.flatMap(({cidr, name}) =>
  parseAddresses(cidr).blocks.map(block => ({...block, name})),
);

/**
 * What kind of addresses a block holds, in a few words: `private`, `public`, `loopback`, `documentation`,
 * `link-local` and so on; all of them where it holds several (`public, private and loopback`).
 */
export function describeBlock(block: AddressBlock): string {
  const names = new Set<string>();
  let isNamed = 0n;
  for (const network of named) {
    if (network.family !== block.family || network.start > block.end || network.end < block.start) continue;
    names.add(network.name);
    const start = larger(network.start, block.start);
    const end = smaller(network.end, block.end);
    isNamed += end - start + 1n;
  }
  const parts = isNamed < countBlock(block) ? ['public', ...names] : [...names];
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
