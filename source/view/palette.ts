import fuzzysort from 'fuzzysort';

/** One thing that the palette can do. */
export type PaletteEntry = {
  /** `operation getChat`, `action set-status`, `view agents`. */
  readonly id: string;
  readonly title: string;
  /** What else it is found by: its id in the API, its group. */
  readonly words: string;
  /** read, write, DANGEROUS, view, action. */
  readonly kind: string;
  /** The key that does the same, or empty. */
  readonly key: string;
  /** Why it cannot be done now. */
  readonly disabledReason?: string;
};

/** Most that are listed for a search. */
const MOST_FOUND = 200;

/**
 * The entries that `text` is found in, best first; all of them for an empty text. Those used lately, newest first, stand
 * before the others, and before equals in a search.
 */
export function searchPalette(
  entries: readonly PaletteEntry[],
  text: string,
  recent: readonly string[],
): readonly PaletteEntry[] {
  const rank = (id: string): number => {
    const at = recent.indexOf(id);
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  };
  const inOrder = [...entries].sort((a, b) => (rank(a.id) === rank(b.id) ? 0 : rank(a.id) - rank(b.id)));
  if (text.trim() === '') return inOrder;
  return fuzzysort
    .go(text, inOrder, {
      keys: ['title', 'words'],
      limit: MOST_FOUND,
      threshold: 0.2,
      scoreFn: result => result.score * (recent.includes(result.obj.id) ? 1.1 : 1),
    })
    .map(result => result.obj);
}
