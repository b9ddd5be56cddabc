/** One line of an answer as a foldable tree. */
export type AnswerRow = {
  /** Keys from the root, joined so that no two places share one. */
  readonly path: string;
  readonly depth: number;
  /** Key of an object, index of an array; empty for the root. */
  readonly key: string;
  readonly value: unknown;
  readonly fold: 'open' | 'closed' | null;
};

/** The root, which is open at first. */
export const ROOT = '';

const isFoldable = (value: unknown): value is Readonly<Record<string, unknown>> | readonly unknown[] =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** The rows that are seen when the places in `open` are unfolded. Folded parts cost nothing. */
export function answerRows(value: unknown, open: ReadonlySet<string>): readonly AnswerRow[] {
  const rows: AnswerRow[] = [];
  const walk = (one: unknown, key: string, path: string, depth: number): void => {
    const fold = isFoldable(one) ? (open.has(path) ? 'open' : 'closed') : null;
    rows.push({path, depth, key, value: one, fold});
    if (fold !== 'open') return;
    for (const [name, inner] of Object.entries(one as object)) {
      walk(inner, name, `${path}/${encodeURIComponent(name)}`, depth + 1);
    }
  };
  walk(value, '', ROOT, 0);
  return rows;
}

/** What is unfolded at first: the root, and inside it what is small. */
export function openedAtFirst(value: unknown): ReadonlySet<string> {
  const open = new Set([ROOT]);
  if (!isFoldable(value)) return open;
  const inner = Object.entries(value);
  if (inner.length > 8) return open;
  for (const [name, one] of inner) if (isFoldable(one)) open.add(`/${encodeURIComponent(name)}`);
  return open;
}

/** A value on one line: text as it is, what is folded by its size. */
export function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.length}]`;
  if (typeof value === 'object' && value !== null) {
    const size = Object.keys(value).length;
    return size === 0 ? '{}' : `{${size}}`;
  }
  return typeof value === 'string' ? value : String(value);
}
