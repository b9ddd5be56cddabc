import {type AddressBlock, type AddressFamily, countBlock} from './address-block.js';
import {mergeBlocks} from './merge-blocks.js';

/** How many different addresses the blocks hold together; overlaps count once. */
export const countAddresses = (blocks: readonly AddressBlock[]): bigint =>
  mergeBlocks(blocks).blocks.reduce((sum, block) => sum + countBlock(block), 0n);

const countFamily = (blocks: readonly AddressBlock[], family: AddressFamily): bigint =>
  countAddresses(blocks.filter(block => block.family === family));

/** Whether the union must be typed a second time: more than 2^24 IPv4 or more than 2^112 IPv6 addresses. */
export const isVeryLarge = (blocks: readonly AddressBlock[]): boolean =>
  countFamily(blocks, 'ipv4') > 1n << 24n || countFamily(blocks, 'ipv6') > 1n << 112n;
