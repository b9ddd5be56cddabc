import type {Command} from './commands.js';
import {durationTakes, parseDuration} from './duration.js';
import type {FlagRow} from './flag-row.js';
import {type FlagName, flagRow, spellFlag} from './flags.js';
import {SettingsError} from './settings-error.js';

/** What a choice may be for `command`. */
const choicesFor = ({choices, choicesOf}: FlagRow, command: Command) => choicesOf?.[command] ?? choices;

function takes(row: FlagRow, command: Command): string {
  if (row.kind === 'duration') return durationTakes;
  const choices = choicesFor(row, command);
  if (choices) return choices.length === 1 ? `only ${choices.join()}` : `one of ${choices.join(', ')}`;
  const noun = row.kind === 'integer' ? 'a whole number' : 'a number';
  if (row.above === undefined) return `${noun} from ${row.min} to ${row.max}`;
  return `${noun} above ${row.above}${row.max === undefined ? '' : `, at most ${row.max}`}`;
}

function isInside(row: FlagRow, value: number): boolean {
  return value >= (row.min ?? -Infinity) && value <= (row.max ?? Infinity) && value > (row.above ?? -Infinity);
}

function read(row: FlagRow, text: string, command: Command): string | number | undefined {
  switch (row.kind) {
    case 'duration':
      return parseDuration(text);
    case 'number':
    case 'integer': {
      const form = row.kind === 'integer' ? /^\d{1,15}$/ : /^\d{1,15}(\.\d{1,15})?$/;
      return form.test(text) && isInside(row, Number(text)) ? Number(text) : undefined;
    }
    default:
      return choicesFor(row, command)?.includes(text) === false ? undefined : text;
  }
}

/** Reads the text given for a flag of `command` as its kind. Throws SettingsError with what the flag takes. */
export function flagValue(name: FlagName, text: string, command: Command): string | number {
  const row = flagRow(name);
  const value = read(row, text, command);
  if (value !== undefined) return value;
  const shown = text.slice(0, 40).replaceAll(/[^ -~]/g, '?');
  throw new SettingsError(`${spellFlag(name)} takes ${takes(row, command)}, not "${shown}".`);
}
