import {useApp, useInput} from 'ink';
import {useState} from 'react';
import {useRepaint, useSuspend} from '../terminal/terminal-context.js';

/** A page that was turned to by hand stays for so long, and a board that was held turns again, ms: nobody may be there. */
const BY_HAND_MS = 60_000;
const HELD_MS = 10 * 60_000;

/** What there is to press beside a board: leave, turn a page, hold it. Nothing that could ask a question, or act. */
export const BOARD_KEYS = [
  ['q', 'quit'],
  ['Left/Right', 'turn the page'],
  ['Space', 'hold'],
] as const;

/** The page on the screen, from 0, and whether somebody holds it. */
export type BoardPage = {readonly page: number; readonly isHeld: boolean};

/**
 * Listens to the few keys of a board of `pages` pages. `turned` is the page that it would show by itself at `wall` (ms since
 * 1970).
 */
export function useBoardPage(turned: number, pages: number, wall: number): BoardPage {
  const {exit} = useApp();
  const suspend = useSuspend();
  const repaint = useRepaint();
  const [byHand, setByHand] = useState<(BoardPage & {readonly until: number}) | null>(null);
  const chosen = byHand && byHand.until > wall ? byHand : null;
  const page = Math.min(pages - 1, chosen?.page ?? turned);
  const isHeld = chosen?.isHeld ?? false;
  const turn = (by: number): void =>
    setByHand({page: (page + by + pages) % pages, until: wall + BY_HAND_MS, isHeld: false});
  useInput((input, key) => {
    if (input === 'q' || (key.ctrl && input === 'c')) exit();
    else if (key.ctrl && input === 'z') void suspend();
    else if (key.ctrl && input === 'l') repaint();
    else if (key.rightArrow) turn(1);
    else if (key.leftArrow) turn(-1);
    else if (input === ' ') setByHand(isHeld ? null : {page, until: wall + HELD_MS, isHeld: true});
  });
  return {page, isHeld};
}
