import type {DialogOf, FormField} from '../view/dialog.js';
import {textField} from '../view/text-field.js';

/** A field of text that must be filled in; `isFile` completes paths. */
export const textInput = (
  id: string,
  hint: string,
  {value = '', isFile = false, isOptional = false} = {},
): FormField => ({
  id,
  label: id,
  hint: isFile ? `${hint}. Tab completes` : hint,
  required: !isOptional,
  type: 'text',
  field: textField(value),
  ...(isFile ? {completesPath: true} : {}),
});

/**
 * A form that asks for some texts and hands them over, trimmed and in the order of the fields; `check` gives what is
 * wrong and with which field, or null.
 */
export function askForm(
  title: string,
  intro: string,
  fields: readonly FormField[],
  button: string,
  onDone: (texts: readonly string[]) => void,
  check: (texts: readonly string[]) => {readonly field: string; readonly problem: string} | null = () => null,
): DialogOf<'form'> {
  return {
    kind: 'form',
    title,
    intro: [intro],
    fields,
    focus: 0,
    problem: null,
    button,
    isQuick: true,
    onSubmit: values => {
      const texts = fields.map(({id}) => values.text(id).trim());
      const empty = fields.find((field, index) => field.required && texts[index] === '');
      if (empty) return {problem: 'is missing', field: empty.id};
      const wrong = check(texts);
      if (wrong) return wrong;
      return {next: null, after: () => onDone(texts)};
    },
  };
}

/** A check for `askForm`: the text of its one field must be an id. */
export const idCheck =
  (field: string) =>
  ([id = '']: readonly string[]): {readonly field: string; readonly problem: string} | null =>
    /^[1-9]\d{0,14}$/.test(id) ? null : {field, problem: 'takes a whole number'};
