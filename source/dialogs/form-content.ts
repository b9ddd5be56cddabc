import {type Line, segment} from '../components/line.js';
import {valuesOf} from '../keys/dialog-commands.js';
import {wrapText} from '../lib/wrap-text.js';
import {fitText, widthOf} from '../terminal/fit-text.js';
import type {DialogOf, FormField} from '../view/dialog.js';
import {type DialogContent, NO_CONTENT} from './dialog-content.js';

/** Labels are as wide as they need, within these. */
const NARROWEST_LABEL = 12;
const WIDEST_LABEL = 28;

/** A form: its fields with hints, what is wrong beside the field, and the button. */
export function formContent(dialog: DialogOf<'form'>, width: number): DialogContent {
  const longest = dialog.fields.reduce((most, {label}) => Math.max(most, widthOf(label) + 3), NARROWEST_LABEL);
  const labelWidth = Math.min(WIDEST_LABEL, longest);
  const fields = dialog.fields.map((field, index): readonly Line[] => {
    const isOn = index === dialog.focus;
    const problem = dialog.problem?.field === field.id ? dialog.problem.text : null;
    const note = problem ?? (isOn ? field.hint : null);
    const notes = note === null ? [] : wrapText(note, width - labelWidth - 2);
    return [
      [
        segment(isOn ? '> ' : '  ', 'accent'),
        segment(fitText(`${field.label}${field.required ? ' *' : ''}`, labelWidth), isOn ? 'title' : 'dim'),
        ...valueSegments(field, isOn, width - labelWidth - 3),
      ],
      ...notes.map((text): Line => [segment(' '.repeat(labelWidth + 2)), segment(text, problem ? 'bad' : 'dim')]),
    ];
  });
  const body = [...fields.flat(), ...previewLines(dialog, width)];
  const isOnButton = dialog.focus === dialog.fields.length;
  const loose = dialog.problem && dialog.problem.field === null ? wrapText(dialog.problem.text, width) : [];
  return {
    ...NO_CONTENT,
    title: dialog.title,
    head: dialog.intro.flatMap(text => wrapText(text, width)).map((text): Line => [segment(text, 'dim')]),
    body,
    cursor: isOnButton ? body.length - 1 : fields.slice(0, dialog.focus + 1).flat().length - 1,
    foot: [
      ...loose.map((text): Line => [segment(text, 'bad')]),
      [
        segment(isOnButton ? '> ' : '  ', 'accent'),
        {text: `[ ${dialog.button} ]`, inverse: isOnButton, bold: isOnButton},
      ],
    ],
  };
}

/** The request as it would be sent, below what is filled in. */
function previewLines(dialog: DialogOf<'form'>, width: number): readonly Line[] {
  if (!dialog.preview) return [];
  const lines = dialog.preview(valuesOf(dialog)).flatMap(text => wrapText(text, width));
  return [[], ...lines.map((text): Line => [segment(text, 'dim')])];
}

/** The value; a long text shows the part around its cursor. */
function valueSegments(field: FormField, isOn: boolean, width: number): Line {
  if (field.type === 'toggle') return [segment(field.on ? '[x] yes' : '[ ] no')];
  if (field.type === 'more') return [segment('Enter opens them', 'dim')];
  if (field.type === 'choice') {
    const chosen = field.options.find(({id}) => id === field.chosen);
    return [segment(chosen?.label ?? 'not given', chosen ? 'plain' : 'dim'), segment(isOn ? '  < >' : '', 'accent')];
  }
  if (field.type === 'pick') {
    const names = field.options.filter(option => field.picked.has(option.id)).map(option => option.label);
    const text = names.length === 0 ? 'none' : `${names.length}: ${names.join(', ')}`;
    return [segment(text, names.length === 0 ? 'dim' : 'plain')];
  }
  const {graphemes, cursor} = field.field;
  const from = Math.max(0, cursor - Math.max(1, width - 2));
  const before = graphemes.slice(from, cursor).join('');
  if (!isOn) return [segment(graphemes.slice(0, width).join(''))];
  return [
    segment(before),
    {text: graphemes[cursor] ?? ' ', inverse: true},
    segment(graphemes.slice(cursor + 1).join('')),
  ];
}
