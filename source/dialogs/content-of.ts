import type {OutcomeRow} from '../actions/prepared-action.js';
import {type Line, segment} from '../components/line.js';
import {keysOf, keyTable} from '../keys/dispatch.js';
import {scopesOf} from '../keys/scopes.js';
import {wrapText} from '../lib/wrap-text.js';
import type {DrawContext, PanelData} from '../panels/panel.js';
import {panelOf} from '../panels/registry.js';
import type {Dialog, DialogOf} from '../view/dialog.js';
import type {ViewState} from '../view/view-state.js';
import {confirmContent} from './confirm-content.js';
import {type DialogContent, NO_CONTENT} from './dialog-content.js';
import {formContent} from './form-content.js';

/** What dialogs are drawn from. */
export type ContentSource = {
  readonly view: ViewState;
  readonly data: PanelData;
  readonly tenant: string;
  readonly context: DrawContext;
  /** Columns inside the dialog's frame. */
  readonly width: number;
};

/** What `dialog` shows now. */
export function contentOf(dialog: Dialog, source: ContentSource): DialogContent {
  switch (dialog.kind) {
    case 'help':
      return helpContent(source.view);
    case 'detail':
      return detailContent(dialog, source);
    case 'choice':
      return choiceContent(dialog);
    case 'form':
      return formContent(dialog, source.width);
    case 'confirm':
      return confirmContent(dialog, source.tenant, source.data.now?.mono ?? 0, source.width);
    case 'result':
      return resultContent(dialog, source.width);
    case 'message':
      return {...NO_CONTENT, title: dialog.title, body: textLines(dialog.lines, source.width)};
  }
}

const textLines = (texts: readonly string[], width: number): readonly Line[] =>
  texts.flatMap(text => wrapText(text, width)).map((text): Line => [segment(text)]);

/** The keys of the place from which help was asked. */
function helpContent(view: ViewState): DialogContent {
  const below = {...view, dialogs: view.dialogs.slice(0, -1)};
  const scopes = scopesOf(below);
  return {
    ...NO_CONTENT,
    title: 'Keys that work here',
    table: keyTable(keysOf(scopes)).map(({keys, does}) => ({keys, does})),
    foot: [[segment('~ older than planned, or doubtful   ? unknown   STALE much older   – does not exist', 'dim')]],
  };
}

function detailContent(dialog: DialogOf<'detail'>, {data, context}: ContentSource): DialogContent {
  const panel = panelOf(dialog.panel);
  const lines = panel.detail(data, dialog.id, context) ?? [[segment('This row is gone.', 'warn')]];
  return {...NO_CONTENT, title: panel.title, body: lines};
}

function choiceContent(dialog: DialogOf<'choice'>): DialogContent {
  const body = dialog.options.map((option, index): Line => {
    const isOn = index === dialog.cursor;
    const box = dialog.chosen ? (dialog.chosen.has(option.id) ? '[x] ' : '[ ] ') : '';
    const note = option.disabledReason ?? option.note;
    return [
      segment(isOn ? '> ' : '  ', 'accent'),
      {...segment(box + option.label, option.disabledReason ? 'dim' : 'plain'), inverse: isOn},
      segment(note ? `  ${note}` : '', option.disabledReason ? 'warn' : 'dim'),
    ];
  });
  return {...NO_CONTENT, title: dialog.title, body, foot: [[segment(dialog.hint, 'dim')]]};
}

const RESULT_TONES = {
  accepted: 'accent',
  refused: 'bad',
  unknown: 'bad',
  'not-sent': 'warn',
  'dry-run': 'accent',
} as const;

function resultContent(dialog: DialogOf<'result'>, width: number): DialogContent {
  const {result} = dialog;
  const warnings = messageLines(result.rows).flatMap(text => wrapText(text, width));
  return {
    title: `${dialog.title}: ${result.stage}`,
    tone: RESULT_TONES[result.stage],
    head: [
      ...textLines([result.words, ...(result.nextStep ? [result.nextStep] : [])], width),
      ...warnings.slice(0, 8).map((text): Line => [segment(text, 'warn')]),
    ],
    body: [],
    table: result.rows.map(row => ({
      agent: row.who,
      before: row.before,
      now: row.after,
      message: row.message === null ? '' : '! see above',
    })),
    foot: [[segment('Esc closes', 'dim')]],
  };
}

/** The platform's messages, each once, with whom it is about. */
function messageLines(rows: readonly OutcomeRow[]): readonly string[] {
  const whoByMessage = new Map<string, string[]>();
  for (const {who, message} of rows) {
    if (message !== null) whoByMessage.set(message, [...(whoByMessage.get(message) ?? []), who]);
  }
  return [...whoByMessage].map(([message, who]) => {
    const names = who.length > 3 ? `${who.slice(0, 3).join(', ')} and ${who.length - 3} more` : who.join(', ');
    return `! ${message}: ${names}`;
  });
}
