/** How a check went. `fail`: the program cannot work so. `skip`: it could not be checked. */
export type Verdict = 'ok' | 'note' | 'warn' | 'fail' | 'skip';

/** One line of the doctor. `words` say what is; `todo` what to do about it. */
export type Finding = {
  readonly verdict: Verdict;
  readonly about: string;
  readonly words: string;
  readonly todo?: string;
};

/** A finding as its line, newline included. */
export const findingLine = ({verdict, about, words, todo}: Finding): string =>
  `${verdict.padEnd(5)}${about.padEnd(13)}${words}${todo ? ` ${todo}` : ''}\n`;
