/** A page is shown for so long, s. */
export const PAGE_S = 10;

/**
 * Which of `pages` pages is shown at `wall` (ms since 1970), from 0. The first holds what is worst: while something there is
 * critical, it comes back after each of the others.
 */
export function pageAt(wall: number, pages: number, isCritical: boolean): number {
  const turn = Math.floor(wall / (1000 * PAGE_S));
  if (pages <= 1) return 0;
  if (!isCritical) return turn % pages;
  return turn % 2 === 0 ? 0 : 1 + (((turn - 1) / 2) % (pages - 1));
}
