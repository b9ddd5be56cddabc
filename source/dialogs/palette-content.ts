import {type Line, segment} from '../components/line.js';
import type {Tone} from '../components/theme.js';
import {foundIn} from '../keys/palette-commands.js';
import {fitText} from '../terminal/fit-text.js';
import type {DialogOf} from '../view/dialog.js';
import {type DialogContent, NO_CONTENT} from './dialog-content.js';
import {typedLine} from './typed-line.js';

const KIND_WIDTH = 10;
const KEY_WIDTH = 7;
/** It stands still while fewer and fewer are found. */
const HEIGHT = 26;
const KIND_TONES: Readonly<Record<string, Tone>> = {DANGEROUS: 'bad', write: 'warn', action: 'accent'};

/** What was typed, and what it is found in: title, the API's own name, kind and key. */
export function paletteContent(dialog: DialogOf<'palette'>, recent: readonly string[], width: number): DialogContent {
  const found = foundIn(dialog, recent);
  const titleWidth = Math.max(20, Math.floor((width - KIND_WIDTH - KEY_WIDTH) * 0.55));
  const noteWidth = Math.max(0, width - titleWidth - KIND_WIDTH - KEY_WIDTH - 4);
  return {
    ...NO_CONTENT,
    title: 'Find',
    height: HEIGHT,
    head: [typedLine(dialog.field)],
    body: found.map((entry, index): Line => {
      const isOn = index === dialog.cursor;
      const note = entry.disabledReason ?? entry.words;
      const isOff = entry.disabledReason !== undefined;
      return [
        segment(isOn ? '> ' : '  ', 'accent'),
        {...segment(fitText(entry.title, titleWidth), isOff ? 'dim' : 'plain'), inverse: isOn},
        segment(' '),
        segment(fitText(entry.kind, KIND_WIDTH), isOff ? 'dim' : (KIND_TONES[entry.kind] ?? 'good')),
        segment(fitText(entry.key, KEY_WIDTH), 'accent'),
        segment(' '),
        segment(fitText(note, noteWidth), isOff ? 'warn' : 'dim'),
      ];
    }),
    foot: [
      [
        segment(
          found.length === 0 ? 'Nothing is called so.' : `${found.length} found. Enter begins, Esc closes`,
          'dim',
        ),
      ],
    ],
  };
}
