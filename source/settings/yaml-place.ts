import {type Document, isMap, isNode, isScalar, isSeq, type LineCounter} from 'yaml';

/** Line, from 1, of the deepest part of `path` that the document has. */
export function lineOf(document: Document, counter: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({key}) => String(isScalar(key) ? key.value : key) === String(step));
      if (!pair) break;
      next = pair.value;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
    } else if (isSeq(node)) {
      next = node.items[Number(step)];
      if (isNode(next)) offset = next.range?.[0] ?? offset;
    }
    node = next;
  }
  return Math.max(1, counter.linePos(offset).line);
}
