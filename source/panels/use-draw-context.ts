import {useMemo} from 'react';
import {ASCII_GLYPHS, UNICODE_GLYPHS} from '../components/theme.js';
import type {Stamp} from '../lib/clock.js';
import type {DrawContext} from './panel.js';

/** What drawing needs beside its data; the same object within a second. */
export function useDrawContext(isAscii: boolean, now: Stamp | undefined): DrawContext {
  return useMemo(
    () => ({
      glyphs: isAscii ? ASCII_GLYPHS : UNICODE_GLYPHS,
      isAscii,
      age: stamp => (now ? ageBetween(now, stamp) : 0),
    }),
    [isAscii, now],
  );
}

/** Both clocks' answer, the larger one: see `ageOf`. */
const ageBetween = (now: Stamp, stamp: Stamp): number => Math.max(0, now.mono - stamp.mono, now.wall - stamp.wall);
