import type {OutcomeRow} from '../actions/prepared-action.js';
import {type Line, segment} from '../components/line.js';
import type {Tone} from '../components/theme.js';
import {keysOf, keyTable} from '../keys/dispatch.js';
import {listeningOf} from '../keys/scopes.js';
import {isNotDone} from '../lib/target-outcome.js';
import {wrapText} from '../lib/wrap-text.js';
import type {DrawContext, PanelData} from '../panels/panel.js';
import {panelOf} from '../panels/registry.js';
import {fitText, widthOf} from '../terminal/fit-text.js';
import type {Dialog, DialogOf} from '../view/dialog.js';
import {narrowOptions} from '../view/narrow-options.js';
import type {ViewState} from '../view/view-state.js';
import {answerContent} from './answer-content.js';
import {confirmContent} from './confirm-content.js';
import {type DialogContent, NO_CONTENT} from './dialog-content.js';
import {formContent} from './form-content.js';
import {paletteContent} from './palette-content.js';
import {typedLine} from './typed-line.js';
import {workContent} from './work-content.js';

/** What dialogs are drawn from. */
export type ContentSource = {
  readonly view: ViewState;
  readonly data: PanelData;
  readonly context: DrawContext;
  /** Columns inside the dialog's frame. */
  readonly width: number;
  /** Rows of the screen. */
  readonly rows: number;
};

/** What `dialog` shows now. */
export function contentOf(dialog: Dialog, source: ContentSource): DialogContent {
  switch (dialog.kind) {
    case 'help':
      return helpContent(dialog, source);
    case 'detail':
      return detailContent(dialog, source);
    case 'choice':
      return choiceContent(dialog, source.width);
    case 'form':
      return formContent(dialog, source.width);
    case 'confirm':
      return confirmContent(dialog, source.data.facts, source.width);
    case 'result':
      return resultContent(dialog, source.width);
    case 'palette':
      return paletteContent(dialog, source.view.recent, source.width);
    case 'answer':
      return answerContent(dialog, source.width);
    case 'work':
      return workContent(dialog, source.width, source.rows);
    case 'waiting':
      return {
        ...NO_CONTENT,
        title: dialog.title,
        tone: 'warn',
        body: textLines(dialog.lines, source.width),
        foot: [[segment('Esc takes it back', 'dim')]],
      };
    case 'message':
      return {
        ...NO_CONTENT,
        title: dialog.title,
        body: textLines(dialog.lines, source.width),
        foot: [[segment('Esc closes', 'dim')]],
      };
  }
}

const textLines = (texts: readonly string[], width: number, tone: Tone = 'plain'): readonly Line[] =>
  texts.flatMap(text => wrapText(text, width)).map((text): Line => [segment(text, tone)]);

/** How the row under the cursor is known, and the keys of the place from which help was asked. */
function helpContent({row}: DialogOf<'help'>, {view, data, context, width}: ContentSource): DialogContent {
  const below = {...view, dialogs: view.dialogs.slice(0, -1)};
  const known = row && panelOf(row.panel).known?.(data, row.id, context);
  return {
    ...NO_CONTENT,
    title: 'Keys that work here',
    body: known ? [...textLines([`This row: ${known}`], width), []] : [],
    table: keyTable(keysOf(listeningOf(below))).map(({keys, does}) => ({keys, does})),
    after: [
      [],
      ...wrapText(
        `What the signs mean: ? unknown; ~ older than planned, or doubtful; STALE much older; ${context.glyphs.none} does ` +
          'not exist; ! a wait from 1 minute, !! from 2; !word in a filter leaves out rows with that word.',
        width,
      ).map((text): Line => [segment(text, 'dim')]),
    ],
  };
}

function detailContent(dialog: DialogOf<'detail'>, {data, context}: ContentSource): DialogContent {
  const panel = panelOf(dialog.panel);
  const lines = panel.detail(data, dialog.id, context) ?? [[segment('This row is gone.', 'warn')]];
  return {...NO_CONTENT, title: panel.title, body: lines};
}

/** A list that is narrowed stands still meanwhile, rows. */
const SEARCH_HEIGHT = 20;

function choiceContent(dialog: DialogOf<'choice'>, width: number): DialogContent {
  const longest = dialog.options.reduce((most, option) => Math.max(most, widthOf(option.label)), 0);
  const labelWidth = Math.min(longest, Math.floor(width * 0.6));
  const shown = narrowOptions(dialog);
  const body = shown.map((option, index): Line => {
    const isOn = index === dialog.cursor;
    const box = dialog.chosen ? (dialog.chosen.has(option.id) ? '[x] ' : '[ ] ') : '';
    const note = option.disabledReason ?? option.note;
    return [
      segment(isOn ? '> ' : '  ', 'accent'),
      {...segment(box + fitText(option.label, labelWidth), option.disabledReason ? 'dim' : 'plain'), inverse: isOn},
      segment(note ? `  ${note}` : '', option.disabledReason ? 'warn' : 'dim'),
    ];
  });
  const foot = textLines([shown.length === 0 ? 'Nothing is called so.' : dialog.hint], width, 'dim');
  if (!dialog.search) return {...NO_CONTENT, title: dialog.title, body, foot};
  return {...NO_CONTENT, title: dialog.title, head: [typedLine(dialog.search)], body, foot, height: SEARCH_HEIGHT};
}

const STAGE_WORDS = {
  accepted: 'accepted',
  refused: 'refused',
  unknown: 'unknown',
  'not-sent': 'not sent',
  'dry-run': 'dry run',
} as const;

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
    ...NO_CONTENT,
    title: `${dialog.title}: ${STAGE_WORDS[result.stage]}`,
    tone: RESULT_TONES[result.stage],
    head: [
      ...textLines([result.words, ...(result.nextStep ? [result.nextStep] : [])], width),
      ...warnings.slice(0, 8).map((text): Line => [segment(text, 'warn')]),
    ],
    table: result.rows.map(row => ({
      agent: row.who,
      before: row.before,
      now: row.after,
      message: row.message === null ? '' : row.isPutOff ? 'later' : '! see above',
    })),
    foot: [[segment('Esc closes', 'dim')]],
  };
}

/** The platform's messages, each once, with whom it is about. */
function messageLines(rows: readonly OutcomeRow[]): readonly string[] {
  const whoByMessage = new Map<string, string[]>();
  for (const row of rows) {
    if (row.message === null) continue;
    const words = `${isNotDone(row) ? '! ' : ''}${row.message}`;
    whoByMessage.set(words, [...(whoByMessage.get(words) ?? []), row.who]);
  }
  return [...whoByMessage].map(([words, who]) => {
    const names = who.length > 3 ? `${who.slice(0, 3).join(', ')} and ${who.length - 3} more` : who.join(', ');
    return `${words}: ${names}`;
  });
}
