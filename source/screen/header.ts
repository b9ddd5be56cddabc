import {fitLine, type Line, lineWidth, type Segment, segment} from '../components/line.js';
import {tenantBadge} from '../components/tenant-badge.js';
import {clockTime, percent, shortDuration} from '../lib/format.js';
import {wrapText} from '../lib/wrap-text.js';
import {shareOf, slotsOf} from '../panels/budget-panel.js';
import type {DrawContext, PanelData} from '../panels/panel.js';
import {PANELS} from '../panels/registry.js';
import type {ActivityEntry} from '../state/activity-log.js';
import {fitText, widthOf} from '../terminal/fit-text.js';
import {safeText} from '../terminal/safe-text.js';
import type {ViewState} from '../view/view-state.js';
import {panelNumber} from './layout.js';

/** The first line: which tenant, how it is doing, how much is known, the budget where somebody looks at it, the time. */
export function headerLine(
  data: PanelData,
  width: number,
  context: DrawContext,
  {hasBudget = true}: {readonly hasBudget?: boolean} = {},
): Line {
  const {session, now, facts} = data;
  const flags = [
    facts?.readOnly ? 'READ-ONLY' : '',
    facts?.dryRun ? 'DRY RUN' : '',
    facts?.isMasked ? 'MASKED' : '',
  ].filter(Boolean);
  const left: Segment[] = [
    segment('floorwalker ', 'title'),
    tenantBadge(facts),
    segment(' '),
    ...flags.flatMap((flag): Segment[] => [{text: ` ${flag} `, tone: 'warn', inverse: true}, segment(' ')]),
    ...healthSegments(data, context),
  ];
  const right: Segment[] = [
    ...(session && hasBudget ? budgetSegments(session) : []),
    segment(now ? ` ${clockTime(now.wall)}` : '', 'title'),
  ];
  const room = width - lineWidth(right);
  return [...fitLine(left, room, context.isAscii), ...right];
}

/** By name: the errors themselves are loaded with what talks to the tenant. */
const TOKEN_ERRORS: ReadonlySet<string> = new Set(['CredentialsRefusedError']);

function healthSegments({session}: PanelData, context: DrawContext): readonly Segment[] {
  if (!session) return [segment('starting', 'warn')];
  const {health, coverage} = session;
  const {mark} = context.glyphs;
  if (health.state === 'away') {
    const word = TOKEN_ERRORS.has(health.error?.name ?? '') ? 'TOKEN REFUSED' : 'AWAY';
    return [segment(`${mark} ${word} for ${shortDuration(context.age(health.since))} `, 'bad')];
  }
  if (health.state === 'starting') return [segment('asking for the first time ', 'warn')];
  const unknown = coverage.complete ? 1 - coverage.known / Math.max(1, coverage.total) : 1;
  const open = coverage.total - coverage.known;
  return [
    segment(`${mark} live `, 'good'),
    ...(unknown > 0
      ? [segment(`${percent(unknown)} unknown, ${open} to ask `, 'warn')]
      : [segment('all known ', 'dim')]),
  ];
}

function budgetSegments({budget}: NonNullable<PanelData['session']>): readonly Segment[] {
  if (budget.refusedFor !== null) return [segment(`429: waiting ${shortDuration(budget.refusedFor)}`, 'bad')];
  if (budget.hold) return [segment('slot held', 'warn')];
  const slowed = budget.slowdown > 1 ? ` slowed ${budget.slowdown.toFixed(1)}x` : '';
  const shared = budget.sharing ? ` shared, ours ${percent(shareOf(budget.sharing))}` : slowed;
  return [segment(`${budget.usedLastMinute}/${slotsOf(budget)} slots`, 'dim'), segment(shared, 'warn')];
}

/** The panels' names with their number keys, the focused one marked; narrow screens name only that one. */
export function tabsLine(view: ViewState, width: number, context: DrawContext): Line {
  const tabs = (isShort: boolean): Line =>
    PANELS.flatMap((panel): Segment[] => {
      const isFocused = panel.id === view.focus;
      const name = isShort && !isFocused ? '' : ` ${panel.title}`;
      return [
        {text: ` ${panelNumber(panel.id)}${name} `, inverse: isFocused, tone: isFocused ? 'accent' : 'dim'},
        segment(context.glyphs.vertical, 'dim'),
      ];
    });
  const long = tabs(false);
  return lineWidth(long) <= width ? long : tabs(true);
}

/** Most lines that words on a tenant that is away may take from what is shown of it; a board has no more to spare than three. */
const MOST_LINES = {all: 4, problems: 3} as const;
/** A notice is shown this long, ms. */
const NOTICE_MS = 12_000;

/** What the lines above the footer tell of, newest first: all that was done and noticed, or only what went wrong. */
const TOLD: Readonly<Record<'all' | 'problems', readonly ActivityEntry['kind'][]>> = {
  all: ['action', 'problem', 'notice'],
  problems: ['problem'],
};

/**
 * The lines above the footer: why the tenant is away and what to do about it, as many as that takes within a few; else the
 * newest act or notice, in one.
 */
export function noticeLines(
  data: PanelData,
  width: number,
  context: DrawContext,
  told: keyof typeof TOLD = 'all',
): readonly Line[] {
  const {health} = data.session ?? {};
  if (health?.state === 'away' && health.error) {
    const message = safeText(health.error.message, 300);
    const what = /[.!?]$/.test(message) ? `${message} ` : `${message}. `;
    const {nextStep} = health.error;
    if (widthOf(what + nextStep) <= width) return [[segment(what, 'bad'), segment(nextStep, 'dim')]];
    // What to do goes before how it was put: of that something may be cut, with a sign.
    const most = MOST_LINES[told];
    const todo = cutLines(nextStep, width, most - 1, context.isAscii);
    return [
      ...cutLines(what, width, most - todo.length, context.isAscii).map((text): Line => [segment(text, 'bad')]),
      ...todo.map((text): Line => [segment(text, 'dim')]),
    ];
  }
  const newest = data.activity?.findLast(entry => TOLD[told].includes(entry.kind) && context.age(entry.at) < NOTICE_MS);
  return [newest ? [segment(newest.text, toneOf(newest))] : []];
}

/** `text` as `most` lines at most; the last of them tells where there was more. */
function cutLines(text: string, width: number, most: number, isAscii: boolean): readonly string[] {
  const lines = wrapText(text, width);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), fitText(lines.slice(most - 1).join(' '), width, {isAscii})];
}

const toneOf = (entry: ActivityEntry) =>
  entry.kind === 'problem' ? 'bad' : entry.kind === 'action' ? 'good' : 'accent';
