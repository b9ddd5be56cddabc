import {setTimeout as sleep} from 'node:timers/promises';
import type {Random} from '../../source/simulator/floor/random.js';
import {bytesOf} from '../../test/terminal/key-bytes.js';
import type {ObservedConsole} from './observed-console.js';

/** Between two keys of an operator, ms. */
const KEY_MS = 15;
/** A dialog that does not come within this, ms, is not waited for: there may be nobody to choose, or no room. */
const DIALOG_MS = 2000;

/** Presses keys by name. */
export async function press(console: ObservedConsole, ...chords: readonly string[]): Promise<void> {
  for (const chord of chords) {
    console.send(bytesOf(chord));
    await sleep(KEY_MS);
  }
}

/** Ends a paste that was left open, and closes whatever may be open; dialogs stack. */
export async function closeAll(console: ObservedConsole): Promise<void> {
  console.send('\x1b[201~');
  await press(console, 'escape', 'escape', 'escape', 'escape');
}

/** Changes an agent's status, or escalates a chat, as far as the question that asks for agreement; false where it does not come. */
export async function askForAct(console: ObservedConsole, random: Random): Promise<boolean> {
  await closeAll(console);
  if (random.chance(0.25)) {
    await press(console, '1', 'e');
    if (!(await console.shows(/Escalate/, DIALOG_MS))) return false;
    console.send(String(81_501 + random.below(20)));
    await press(console, 'tab', 'tab', 'tab', 'enter');
    return console.shows(/\[ Cancel \]/, DIALOG_MS);
  }
  const moves = Array.from({length: random.below(12)}, () => random.pick(['j', 'k', 'j']));
  await press(console, '2', ...moves, 's');
  if (!(await console.shows(/Change status of/, DIALOG_MS))) return false;
  const downs = Array.from({length: random.below(5)}, () => 'down');
  await press(console, ...downs, 'enter');
  return console.shows(/\[ Cancel \]/, DIALOG_MS);
}

/** Makes an act and agrees to it; false where the question did not come. Its answer is not waited for. */
export async function act(console: ObservedConsole, random: Random): Promise<boolean> {
  if (!(await askForAct(console, random))) {
    await closeAll(console);
    return false;
  }
  await press(console, 'y');
  return true;
}
