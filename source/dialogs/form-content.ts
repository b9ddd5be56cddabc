import {type Line, segment} from '../components/line.js';
import {wrapText} from '../lib/wrap-text.js';
import type {DialogOf, FormField} from '../view/dialog.js';
import {type DialogContent, NO_CONTENT} from './dialog-content.js';

const LABEL_WIDTH = 12;

/** A form: its fields with hints, what is wrong beside the field, and the button. */
export function formContent(dialog: DialogOf<'form'>, width: number): DialogContent {
  const fields = dialog.fields.flatMap((field, index): readonly Line[] => {
    const isOn = index === dialog.focus;
    const problem = dialog.problem?.field === field.id ? dialog.problem.text : null;
    const note = problem ?? (isOn ? field.hint : null);
    const notes = note === null ? [] : wrapText(note, width - LABEL_WIDTH - 2);
    return [
      [
        segment(isOn ? '> ' : '  ', 'accent'),
        segment(field.label.padEnd(LABEL_WIDTH), isOn ? 'title' : 'dim'),
        ...valueSegments(field, isOn, width - LABEL_WIDTH - 3),
      ],
      ...notes.map((text): Line => [segment(' '.repeat(LABEL_WIDTH + 2)), segment(text, problem ? 'bad' : 'dim')]),
    ];
  });
  const isOnButton = dialog.focus === dialog.fields.length;
  const loose = dialog.problem && dialog.problem.field === null ? wrapText(dialog.problem.text, width) : [];
  return {
    ...NO_CONTENT,
    title: dialog.title,
    head: dialog.intro.flatMap(text => wrapText(text, width)).map((text): Line => [segment(text, 'dim')]),
    body: fields,
    foot: [
      ...loose.map((text): Line => [segment(text, 'bad')]),
      [
        segment(isOnButton ? '> ' : '  ', 'accent'),
        {text: `[ ${dialog.button} ]`, inverse: isOnButton, bold: isOnButton},
      ],
    ],
  };
}

/** The value; a long text shows the part around its cursor. */
function valueSegments(field: FormField, isOn: boolean, width: number): Line {
  if (field.type === 'toggle') return [segment(field.on ? '[x] yes' : '[ ] no')];
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
