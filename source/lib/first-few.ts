/** The first three of `words` in a sentence; those behind them are counted: `Ada, Bo, Cem and 4 more`. */
export function firstFew(words: readonly string[]): string {
  const more = words.length > FEW ? ` and ${words.length - FEW} more` : '';
  return `${words.slice(0, FEW).join(', ')}${more}`;
}

const FEW = 3;
