import {createContext, use} from 'react';

/** What the tree may ask of the terminal it is drawn on. */
export type TerminalControl = {
  /** Gives the terminal back to the shell and stops the process group; settles when the screen is painted again. */
  readonly suspend: () => Promise<void>;
  /** Erases the screen and paints the whole frame, as Ctrl-L is expected to. */
  readonly repaint: () => void;
};

/** Filled by `runTerminalSession`; outside of one (in tests of a single panel) both requests do nothing. */
export const TerminalContext = createContext<TerminalControl>({suspend: async () => {}, repaint() {}});

/** The function that suspends the program; for Ctrl-Z. */
export const useSuspend = (): TerminalControl['suspend'] => use(TerminalContext).suspend;

/** The function that paints the whole screen anew; for Ctrl-L. */
export const useRepaint = (): TerminalControl['repaint'] => use(TerminalContext).repaint;
