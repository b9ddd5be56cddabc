import {durationTakes, parseDuration} from './duration.js';
import {type FlagName, type FlagRow, flagRow, spellFlag} from './flags.js';
import {SettingsError} from './settings-error.js';

function takes(row: FlagRow): string {
  if (row.kind === 'duration') return durationTakes;
  if (row.choices) return row.choices.length === 1 ? `only ${row.choices.join()}` : `one of ${row.choices.join(', ')}`;
  const noun = row.kind === 'integer' ? 'a whole number' : 'a number';
  if (row.above === undefined) return `${noun} from ${row.min} to ${row.max}`;
  return `${noun} above ${row.above}${row.max === undefined ? '' : `, at most ${row.max}`}`;
}

function isInside(row: FlagRow, value: number): boolean {
  return value >= (row.min ?? -Infinity) && value <= (row.max ?? Infinity) && value > (row.above ?? -Infinity);
}

function read(row: FlagRow, text: string): string | number | undefined {
  switch (row.kind) {
    case 'duration':
      return parseDuration(text);
    case 'number':
    case 'integer': {
      const form = row.kind === 'integer' ? /^\d{1,15}$/ : /^\d{1,15}(\.\d{1,15})?$/;
      return form.test(text) && isInside(row, Number(text)) ? Number(text) : undefined;
    }
    default:
      return row.choices && !row.choices.includes(text) ? undefined : text;
  }
}

/** Reads the text given for a flag as its kind. Throws SettingsError with what the flag takes. */
export function flagValue(name: FlagName, text: string): string | number {
  const row = flagRow(name);
  const value = read(row, text);
  if (value !== undefined) return value;
  const shown = text.slice(0, 40).replaceAll(/[^ -~]/g, '?');
  throw new SettingsError(`${spellFlag(name)} takes ${takes(row)}, not "${shown}".`);
}
