import {type Line, type Segment, segment} from '../components/line.js';
import type {Stamp} from '../lib/clock.js';
import {percent, shortDuration} from '../lib/format.js';
import {freshnessOf} from '../picture/freshness.js';
import type {Known, OperationState} from '../picture/queue.js';
import {ageCell, freshnessSign, sparkline, UNKNOWN} from './cells.js';
import type {DrawContext, PanelData} from './panel.js';
import {levelCell, plannedState, plannedWaits, STATE_WORDS, TREND_TOP_S, waitCell} from './queue-cells.js';

/** Everything known of one queue; null when it is gone. */
export function queueDetail(data: PanelData, id: string, context: DrawContext): readonly Line[] | null {
  const resource = data.queues;
  const queue = resource?.queues.find(one => one.key === id);
  if (!resource || !queue) return null;
  const field = (name: string, ...value: Line): Line => [segment(name.padEnd(14), 'dim'), ...value];
  const ago = (at: Stamp) => `${shortDuration(context.age(at))} ago`;
  const count = (value: number | null) => (value === null ? UNKNOWN : segment(String(value)));
  const levelled = (cell: 'available' | 'loggedIn') =>
    queue[cell] === null ? UNKNOWN : levelCell(resource, queue, {cell, text: String(queue[cell])}, context);
  const waits = queue.channels.flatMap((channel): readonly Line[] => {
    const state = queue.states[channel];
    const word = state ? stateFields(state, context.age(state.at), plannedState(resource, queue, channel)) : [UNKNOWN];
    const doubt = state ? doubtField(resource.stateDoubt(queue, channel)) : segment('');
    const waitDoubt = queue.wait[channel] === null ? segment('') : doubtField(resource.waitDoubt(queue, channel));
    return [
      field(`${channel} wait`, waitCell(resource, queue, channel, context), waitDoubt),
      field(`${channel} is`, ...word, doubt),
      field(
        `${channel} trend`,
        segment(sparkline(queue.trend[channel], 54, context.glyphs.spark, TREND_TOP_S), 'accent'),
      ),
    ];
  });
  return [
    field('queue', segment(queue.path, 'title')),
    field('menu id', segment(`${queue.menuId}`)),
    field('language', segment(queue.lang)),
    field('menu type', queue.menuType ? segment(queue.menuType) : UNKNOWN),
    ...waits,
    field('logged in', levelled('loggedIn')),
    field('free', levelled('available')),
    field('breakthrough', count(queue.breakthrough)),
    field(
      'age',
      ageCell(context.age(queue.at), plannedWaits(resource, queue)),
      segment(` asked ${ago(queue.at)}`, 'dim'),
    ),
    field('next look', segment(`about every ${shortDuration(plannedWaits(resource, queue))}`)),
    [],
    [segment("The wait is the platform's estimate; the API tells no number of people waiting.", 'dim')],
  ];
}

/** When and how a queue's row is known; null when it is gone. */
export function queueKnown({queues}: PanelData, id: string, {age}: DrawContext): string | null {
  const queue = queues?.queues.find(one => one.key === id);
  if (!queues || !queue) return null;
  const ago = (at: Stamp) => `${shortDuration(age(at))} ago`;
  const changed = (doubt: number) => `${percent(doubt)} likely to have changed since`;
  const states = queue.channels.map(channel => {
    const state = queue.states[channel];
    if (!state) return `Whether ${channel} is open was never told`;
    const doubt = changed(queues.stateDoubt(queue, channel));
    return `${channel === 'call' ? 'Call' : 'Chat'} is ${STATE_WORDS[state.value].word}: told for this queue ${ago(state.at)}, ${doubt}`;
  });
  const waits = queue.channels.filter(channel => queue.wait[channel] !== null);
  const doubts = waits.map(channel => `${channel} ${percent(queues.waitDoubt(queue, channel))}`).join(', ');
  const likely = doubts ? `; likely to have changed since: ${doubts}` : '';
  return [
    `${queue.path}: waits and agents told with all of ${queue.lang} ${ago(queue.at)}, about every ${shortDuration(plannedWaits(queues, queue))}${likely}`,
    ...states,
  ]
    .join('. ')
    .concat('.');
}

/** How likely a value has changed since it was told. */
const doubtField = (doubt: number): Segment =>
  segment(`, ${percent(doubt)} likely to have changed since`, doubt > 0.5 ? 'warn' : 'dim');

/** The last state told, how old it is, and a word for that where it is no longer fresh. */
function stateFields(state: Known<OperationState>, ageMs: number, plannedMs: number): Line {
  const {word, tone} = STATE_WORDS[state.value];
  const freshness = freshnessOf(ageMs, plannedMs);
  return [
    segment(word, freshness === 'stale' ? 'dim' : tone),
    segment(`, asked ${shortDuration(ageMs)} ago`, 'dim'),
    freshnessSign(freshness),
  ];
}
