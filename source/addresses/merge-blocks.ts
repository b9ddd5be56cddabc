import {type AddressBlock, larger} from './address-block.js';
import {formatBlock} from './format-block.js';

/** `blocks` share no address, are not adjacent, and stand in order, IPv4 first. `overlaps` are sentences. */
export type MergedBlocks = {readonly blocks: readonly AddressBlock[]; readonly overlaps: readonly string[]};

// Among blocks that start together the widest comes first, so that the others are told to be inside it.
const inOrder = (a: AddressBlock, b: AddressBlock): number => {
  if (a.family !== b.family) return a.family === 'ipv4' ? -1 : 1;
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  return a.end === b.end ? 0 : a.end > b.end ? -1 : 1;
};

function nameOverlap(block: AddressBlock, earlier: AddressBlock): string {
  if (block.start === earlier.start && block.end === earlier.end) {
    return block.text === earlier.text
      ? `${block.text} is named more than once.`
      : `${block.text} is the same as ${earlier.text}.`;
  }
  return block.end <= earlier.end
    ? `${block.text} lies inside ${earlier.text}.`
    : `${block.text} overlaps ${earlier.text}.`;
}

/** The union as the fewest blocks possible, and each overlap named once, by the texts of the blocks given. */
export function mergeBlocks(blocks: readonly AddressBlock[]): MergedBlocks {
  const merged: AddressBlock[] = [];
  const overlaps: string[] = [];
  let widest: AddressBlock | undefined;
  for (const block of [...blocks].sort(inOrder)) {
    const last = merged.at(-1);
    const isSameFamily = last?.family === block.family;
    if (widest && isSameFamily && block.start <= widest.end) overlaps.push(nameOverlap(block, widest));
    if (!widest || !isSameFamily || block.end > widest.end) widest = block;
    if (last && isSameFamily && block.start <= last.end + 1n) {
      merged[merged.length - 1] = {...last, end: larger(block.end, last.end)};
    } else {
      merged.push(block);
    }
  }
  return {blocks: merged.map(block => ({...block, text: formatBlock(block)})), overlaps: [...new Set(overlaps)]};
}
