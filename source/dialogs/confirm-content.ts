import {type Line, segment} from '../components/line.js';
import {wrapText} from '../lib/wrap-text.js';
import type {DialogOf} from '../view/dialog.js';
import {textOf} from '../view/text-field.js';
import type {DialogContent} from './dialog-content.js';

/** A confirmation: tenant, what, the exact request, what to know, the targets with their ids, and how to agree. */
export function confirmContent(dialog: DialogOf<'confirm'>, tenant: string, now: number, width: number): DialogContent {
  const {action} = dialog;
  const isDangerous = action.class === 'dangerous';
  const wrapped = (text: string, tone: 'plain' | 'warn' | 'dim'): readonly Line[] =>
    wrapText(text, width).map((line): Line => [segment(line, tone)]);
  const requests = action.steps.flatMap(({request}): readonly Line[] =>
    wrapped(`${request.method} ${request.path}${request.body ? ` ${request.body}` : ''}`, 'dim').slice(0, 6),
  );
  return {
    title: isDangerous ? 'Confirm: dangerous' : 'Confirm',
    tone: isDangerous ? 'bad' : 'warn',
    head: [
      [{text: ` ${tenant} `, inverse: true, bold: true}, segment(' '), segment(action.title, 'title')],
      ...requests,
      ...action.facts.flatMap(fact => wrapped(`! ${fact}`, 'warn')),
    ],
    body: [],
    table: action.targets.map(target => ({kind: target.kind, id: String(target.id), name: target.name})),
    foot: promptLines(dialog, now),
  };
}

function promptLines(dialog: DialogOf<'confirm'>, now: number): readonly Line[] {
  switch (dialog.stage) {
    case 'ask':
      return [
        [
          button('Cancel', dialog.button === 'cancel'),
          segment('  '),
          button('Send', dialog.button === 'send'),
          segment('   y sends, Esc cancels', 'dim'),
        ],
      ];
    case 'type': {
      const proof = dialog.action.typed[dialog.typed.length];
      const matches = textOf(dialog.field) === proof?.text;
      return [
        [segment(`Type ${proof?.what}: `), segment(proof?.text ?? '', 'title')],
        [
          segment('> ', 'accent'),
          segment(textOf(dialog.field), matches ? 'good' : 'plain'),
          {text: ' ', inverse: true},
          segment(matches ? '  Enter sends' : '  Esc cancels', 'dim'),
        ],
      ];
    }
    case 'countdown': {
      const left = Math.max(0, (dialog.endsAt ?? now) - now);
      return [[segment(`Sending in ${Math.ceil(left / 1000)} s. Any key cancels.`, 'bad')]];
    }
    case 'sending':
      return [[segment('Sending…', 'warn'), segment('  Esc closes; the outcome goes to Activity.', 'dim')]];
  }
}

const button = (label: string, isOn: boolean) => ({text: `[ ${label} ]`, inverse: isOn, bold: isOn});
