import {createContext, use} from 'react';

/** What the tree may ask of the terminal it is drawn on. */
export type TerminalControl = {
  /** Gives the terminal back to the shell and stops the process group; settles when the screen is painted again. */
  readonly suspend: () => Promise<void>;
  /**
   * Gives the terminal to whatever `meanwhile` runs on it, an editor say, and paints the screen again once that has
   * settled. Does nothing while already suspended.
   */
  readonly lend: (meanwhile: () => Promise<void>) => Promise<void>;
  /** Erases the screen and paints the whole frame, as Ctrl-L is expected to. */
  readonly repaint: () => void;
};

/** Filled by `runTerminalSession`; outside of one (in tests of a single panel) nothing is suspended or painted. */
export const TerminalContext = createContext<TerminalControl>({
  suspend: async () => {},
  lend: meanwhile => meanwhile(),
  repaint() {},
});

/** The function that suspends the program; for Ctrl-Z. */
export const useSuspend = (): TerminalControl['suspend'] => use(TerminalContext).suspend;

/** The function that gives the terminal to another program; for editors. */
export const useLend = (): TerminalControl['lend'] => use(TerminalContext).lend;

/** The function that paints the whole screen anew; for Ctrl-L. */
export const useRepaint = (): TerminalControl['repaint'] => use(TerminalContext).repaint;
