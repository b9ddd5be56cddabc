import {wrapText} from '../../lib/wrap-text.js';

/** How a check went. `fail`: the program cannot work so. `skip`: it could not be checked. */
export type Verdict = 'ok' | 'note' | 'warn' | 'fail' | 'skip';

/** One line of the doctor. `words` say what is; `todo` what to do about it. */
export type Finding = {
  readonly verdict: Verdict;
  readonly about: string;
  readonly words: string;
  readonly todo?: string;
};

/** Columns of the verdict and of what it is about. */
const VERDICT_WIDTH = 5;
const ABOUT_WIDTH = 13;
/** Narrower than this, words are not kept beside what they are about. */
const NARROWEST = 20;

/**
 * A finding as its line, newline included. On a terminal of `columns`, what does not fit goes on below, between words;
 * null where the output is none: one line each, for whatever reads them.
 */
export function findingLine({verdict, about, words, todo}: Finding, columns: number | null = null): string {
  const margin = VERDICT_WIDTH + ABOUT_WIDTH;
  const text = todo ? `${words} ${todo}` : words;
  const room = columns === null ? null : columns - margin;
  const lines = room === null || room < NARROWEST ? [text] : wrapText(text, room);
  const beside = `\n${' '.repeat(margin)}`;
  return `${verdict.padEnd(VERDICT_WIDTH)}${about.padEnd(ABOUT_WIDTH)}${lines.join(beside)}\n`;
}
