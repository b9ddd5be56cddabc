const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Edits (Levenshtein) from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, index) => index);
  for (const [i, character] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const swap = (row[j] ?? 0) + (character === b[j] ? 0 : 1);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The candidate that was most likely meant, or undefined when none is near. Case, dashes and dots do not count. */
export function closest(name: string, candidates: readonly string[]): string | undefined {
  const wanted = plain(name).slice(0, 40);
  const near = candidates
    .map(candidate => ({candidate, edits: distance(wanted, plain(candidate))}))
    .filter(({candidate, edits}) => edits <= Math.min(2, Math.floor(plain(candidate).length / 3)))
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.candidate;
}

/** ` Did you mean X?` as the end of a message, or nothing. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const candidate = closest(name, candidates);
  return candidate === undefined ? '' : ` Did you mean ${candidate}?`;
}
