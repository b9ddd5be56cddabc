import {expect, test} from 'vitest';
import {describeBlock} from '../../source/addresses/describe-block.js';
import {mergeBlocks} from '../../source/addresses/merge-blocks.js';
import {parseAddresses} from '../../source/addresses/parse-addresses.js';
import {specialNetworks} from '../../source/addresses/special-networks.js';

test.each([
  ['10.1.2.3', 'private'],
  ['192.168.0.0/16', 'private'],
  ['8.8.8.8', 'public'],
  ['127.0.0.1', 'loopback'],
  ['::1', 'loopback'],
  ['169.254.1.1', 'link-local'],
  ['fe80::1', 'link-local'],
  ['fd00::/8', 'private'],
  ['203.0.113.0/24', 'documentation'],
  ['2001:db8::/32', 'documentation'],
  ['2a00:1450::/32', 'public'],
  ['9.0.0.0-11.255.255.255', 'public and private'],
  ['10.0.0.0/7', 'public and private'],
])('%s is %s', (text, words) => {
  expect(parseAddresses(text).blocks.map(describeBlock)).toEqual([words]);
});

test('the special networks are exact networks and share no address', () => {
  const {blocks, notes, errors} = parseAddresses(specialNetworks.map(({cidr}) => cidr).join(' '));
  expect({notes, errors}).toEqual({notes: [], errors: []});
  expect(blocks).toHaveLength(specialNetworks.length);
  expect(mergeBlocks(blocks).overlaps).toEqual([]);
});
