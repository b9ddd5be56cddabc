import type {BudgetView} from '../budget/request-budget.js';
import type {Sharing} from '../budget/slot-grid.js';
import {type Line, segment} from '../components/line.js';
import {percent, shortDuration} from '../lib/format.js';
import type {DrawContext, Panel, PanelData} from './panel.js';

const field = (name: string, ...value: Line): Line => [segment(name.padEnd(10), 'dim'), ...value];

/** The request budget: what was used, when the next slot opens, who waits for it, and who else seems to use it. */
function lines(data: PanelData, width: number, {glyphs}: DrawContext): readonly Line[] {
  const session = data.session;
  if (!session) return [[segment('nothing was sent yet', 'dim')]];
  const {budget, coverage} = session;
  const allowed = slotsOf(budget);
  const share = Math.min(1, budget.usedLastMinute / allowed);
  const barWidth = Math.max(4, Math.min(20, width - 34));
  const filled = Math.round(share * barWidth);
  const bar = glyphs.bar.repeat(filled) + glyphs.barEmpty.repeat(barWidth - filled);
  return [
    field(
      'used',
      segment(bar, 'accent'),
      segment(` ${budget.usedLastMinute}/${allowed} in ${shortDuration(budget.windowMs)}`),
    ),
    field(
      'rate',
      segment(`${budget.rate}/s`),
      segment(budget.slowdown > 1 ? `, slowed ${budget.slowdown.toFixed(1)}x` : '', 'warn'),
    ),
    ...(budget.sharing ? [field('shared', ...sharedWith(budget.sharing))] : []),
    field('next slot', ...nextSlot(budget)),
    field(
      'waiting',
      segment(budget.waiting.map(one => one.label).join(', ') || 'nobody'),
      segment(budget.inFlight > 0 ? `, ${budget.inFlight} unanswered` : '', 'dim'),
    ),
    field('refused', ...refusals(budget)),
    field(
      'known',
      segment(coverage.complete ? percent(coverage.known / Math.max(1, coverage.total)) : 'queues not known yet'),
      segment(` ${coverage.known} of ${coverage.total}${coverage.complete ? '' : '+'} questions`, 'dim'),
    ),
    ...Object.entries(budget.byKind)
      .sort(([, a], [, b]) => b - a)
      .map(([kind, count]): Line => field('', segment(`${String(count).padStart(6)} `), segment(kind, 'dim'))),
  ];
}

/** Slots of the last minute, or since the start: one opens at once, then one every 1/rate s. */
export const slotsOf = (budget: BudgetView): number =>
  Math.max(
    budget.usedLastMinute,
    Math.floor((budget.windowMs / 1000) * budget.rate) + (budget.windowMs < 60_000 ? 1 : 0),
  );

/** The part of the tenant's slots that this console has taken as its own. */
export const shareOf = ({held, places}: Sharing): number => held / places;

const sharedWith = (sharing: Sharing): Line => [
  segment(`others ask this tenant too; ours: ${sharing.held} of ${sharing.places} turns`, 'warn'),
];

function nextSlot(budget: BudgetView): Line {
  if (budget.hold) return [segment(`held: ${budget.hold.reason}`, 'warn')];
  return [segment(budget.nextSlotIn > 0 ? `in ${(budget.nextSlotIn / 1000).toFixed(1)} s` : 'open')];
}

function refusals(budget: BudgetView): Line {
  if (budget.refusedFor !== null) {
    return [segment(`somebody else uses the budget; waiting ${shortDuration(budget.refusedFor)}`, 'bad')];
  }
  const recent = budget.refusedLastMinute;
  return [segment(`${recent} in the last minute, ${budget.refusedTotal} in all`, recent > 0 ? 'warn' : 'plain')];
}

export const budgetPanel: Panel = {
  id: 'budget',
  title: 'Budget',
  source: data => data.session,
  empty: '',
  select: null,
  lines,
  badge: data => [segment(data.session ? `${data.session.budget.sentTotal} sent` : 'nothing yet', 'dim')],
  detail: () => null,
};
