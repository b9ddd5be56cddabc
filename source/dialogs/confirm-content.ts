import {type Line, segment} from '../components/line.js';
import {tenantBadge} from '../components/tenant-badge.js';
import {requestWords} from '../lib/request-words.js';
import {wrapText} from '../lib/wrap-text.js';
import type {ConsoleFacts} from '../state/resources.js';
import {widthOf} from '../terminal/fit-text.js';
import type {DialogOf} from '../view/dialog.js';
import {textOf} from '../view/text-field.js';
import {type DialogContent, NO_CONTENT} from './dialog-content.js';

/** Lines of the request that are shown above the targets; all of it stands below them. */
const REQUEST_LINES = 3;

/** A confirmation: tenant, what, what to know, the exact request, the targets with their ids, and how to agree. */
export function confirmContent(
  dialog: DialogOf<'confirm'>,
  facts: ConsoleFacts | undefined,
  width: number,
): DialogContent {
  const {action} = dialog;
  const badge = tenantBadge(facts);
  const isDangerous = action.class === 'dangerous';
  const wrapped = (text: string, tone: 'plain' | 'warn' | 'dim'): readonly Line[] =>
    wrapText(text, width).map((line): Line => [segment(line, tone)]);
  const request = action.steps.flatMap(({request}) => wrapped(requestWords(request), 'dim'));
  const isLong = request.length > REQUEST_LINES;
  const [first = '', ...others] = wrapText(action.title, width - widthOf(badge.text) - 1);
  return {
    ...NO_CONTENT,
    title: isDangerous ? 'Confirm: dangerous' : 'Confirm',
    tone: isDangerous ? 'bad' : 'warn',
    head: [
      [badge, segment(' '), segment(first, 'title')],
      ...others.map((text): Line => [segment(text, 'title')]),
      ...action.facts.flatMap(fact => wrapped(`! ${fact}`, 'warn')),
      ...(isLong ? wrapped('The whole request stands below the targets.', 'dim') : request),
    ],
    table: action.preview ?? action.targets.map(({kind, id, name}) => ({kind, id: String(id), name})),
    after: isLong ? [[], ...request] : [],
    foot: promptLines(dialog, width, facts?.dryRun ?? false),
  };
}

function promptLines(dialog: DialogOf<'confirm'>, width: number, isDry: boolean): readonly Line[] {
  switch (dialog.stage) {
    case 'ask':
      return [
        [
          button('Cancel', dialog.button === 'cancel'),
          segment('  '),
          button(isDry ? 'Print, send nothing' : 'Send', dialog.button === 'send'),
          segment(isDry ? '   dry run: y prints, Esc cancels' : '   y sends, Esc cancels', 'dim'),
        ],
      ];
    case 'type':
      return proofLines(dialog, width);
    case 'second':
      return secondLines(dialog, width);
    case 'countdown':
      return [[segment(`Sending in ${dialog.secondsLeft} s. Any key cancels.`, 'bad')]];
    case 'sending':
      return [
        [
          segment('Sending...', 'warn'),
          segment('  Esc takes back what still waits; the outcome goes to Activity.', 'dim'),
        ],
      ];
  }
}

/** How somebody else agrees. The command stands on a line of its own, to be copied. */
function secondLines({request, agreedBy, action}: DialogOf<'confirm'>, width: number): readonly Line[] {
  if (agreedBy !== null) {
    const then = action.countdownMs > 0 ? 'Enter starts the countdown' : 'Enter sends';
    return [[segment(`${agreedBy} has agreed.`, 'good'), segment(`  ${then}, Esc cancels`, 'dim')]];
  }
  if (request === null) return [[segment('Asking for a second person...', 'warn')]];
  const command = `floorwalker approve ${request}`;
  return [
    ...wrapText('A second person must agree: another user of this machine runs', width).map(
      (line): Line => [segment(line, 'warn')],
    ),
    ...wrapText(command, width).map((line): Line => [segment(line, 'title')]),
    [segment('Then Enter goes on. Esc cancels.', 'dim')],
  ];
}

/** What is to be typed, and the field; a long text shows its end. */
function proofLines(dialog: DialogOf<'confirm'>, width: number): readonly Line[] {
  const {typed, field, action} = dialog;
  const proof = action.typed[typed.length];
  const text = textOf(field);
  const isLast = typed.length === action.typed.length - 1;
  const isRight = text === proof?.text;
  const then = isLast ? (action.countdownMs > 0 ? 'Enter starts the countdown' : 'Enter sends') : 'Enter goes on';
  const hint = isRight ? `  ${then}` : dialog.isWrong ? '  is not that. Esc cancels' : '  Esc cancels';
  const room = Math.max(1, width - 3 - hint.length);
  return [
    ...wrapText(`Type ${proof?.what}: ${proof?.text}`, width).map((line): Line => [segment(line, 'title')]),
    [
      segment('> ', 'accent'),
      segment(field.graphemes.slice(-room).join(''), isRight ? 'good' : 'plain'),
      {text: ' ', inverse: true},
      segment(hint, dialog.isWrong && !isRight ? 'warn' : 'dim'),
    ],
  ];
}

const button = (label: string, isOn: boolean) => ({text: `[ ${label} ]`, inverse: isOn, bold: isOn});
