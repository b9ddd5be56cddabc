import {useStdin} from 'ink';
import {useEffect, useEffectEvent} from 'react';

const codes: Readonly<Record<string, number>> = {
  P: 1,
  Q: 2,
  R: 3,
  S: 4,
  '[A': 1,
  '[B': 2,
  '[C': 3,
  '[D': 4,
  '[E': 5,
  '11~': 1,
  '12~': 2,
  '13~': 3,
  '14~': 4,
  '15~': 5,
  '17~': 6,
  '18~': 7,
  '19~': 8,
  '20~': 9,
  '21~': 10,
  '23~': 11,
  '24~': 12,
};

/** ESC O P, ESC [ 1 ; 2 P, ESC [ 17 ~, ESC [ 17 ; 2 ~, ESC [ [ A: xterm, tmux, screen, rxvt and the Linux console. */
const sequence =
  /^\x1b(?:O(?<ss3>[PQRS])|\[(?:1;(?<letterMod>\d+)(?<letter>[PQRS])|(?<number>\d+)(?:;(?<numberMod>\d+))?~|(?<linux>\[[A-E])))$/;

/** The chord of a function key's control sequence (`f6`, `shift+f6`), or undefined for anything else. */
export const functionKeyOf = (input: string): string | undefined => {
  const groups = sequence.exec(input)?.groups;
  if (groups === undefined) {
    return undefined;
  }

  const {ss3, letter, letterMod, number, numberMod, linux} = groups;
  const key = codes[ss3 ?? letter ?? linux ?? `${number}~`];
  const modifiers = Math.max(0, Number(letterMod ?? numberMod ?? 1) - 1);
  return key === undefined
    ? undefined
    : `${modifiers & 4 ? 'ctrl+' : ''}${modifiers & 2 ? 'alt+' : ''}${modifiers & 1 ? 'shift+' : ''}f${key}`;
};

type Emitter = {
  readonly on: (event: 'input', listener: (input: unknown) => void) => unknown;
  readonly off: (event: 'input', listener: (input: unknown) => void) => unknown;
};

const isEmitter = (value: unknown): value is Emitter =>
  typeof value === 'object' && value !== null && 'on' in value && 'off' in value;

/**
 * Calls `onChord` with `f1` … `f12` (with `ctrl+`, `alt+`, `shift+` before it). Ink 8 recognises these keys and then
 * hands `useInput` an empty key, so the sequences are read from the emitter that Ink's own hooks use. Needs an active
 * `useInput` in the tree; where Ink keeps no such emitter it never calls.
 */
export const useFunctionKeys = (onChord: (chord: string) => void): void => {
  const stdin: object = useStdin();
  const emitter: unknown = 'internal_eventEmitter' in stdin ? stdin.internal_eventEmitter : undefined;
  const onInput = useEffectEvent((input: unknown) => {
    const chord = typeof input === 'string' ? functionKeyOf(input) : undefined;
    if (chord !== undefined) {
      onChord(chord);
    }
  });

  useEffect(() => {
    if (!isEmitter(emitter)) {
      return;
    }

    const listener = (input: unknown): void => onInput(input);
    emitter.on('input', listener);
    return () => {
      emitter.off('input', listener);
    };
  }, [emitter]);
};
