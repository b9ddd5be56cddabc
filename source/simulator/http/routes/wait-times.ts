import {listWaitTimes} from '../../../api/operations/wait-times.js';
import {type Channel, channelOf, type FloorQueue} from '../../floor/floor-queue.js';
import type {TenantState} from '../../tenant-state.js';
import {integerOf, languageOf, oneOf} from '../query.js';
import {notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest, route} from '../route.js';

const WIRE_NAMES = {voice_call: 'call', chat: 'chat'} as const;
type WireChannel = keyof typeof WIRE_NAMES;
const WIRE_CHANNELS: readonly WireChannel[] = ['voice_call', 'chat'];

/** GET /wait_times: one row per queue of a language. */
export const waitTimeRoutes = (state: TenantState): readonly Route[] => [
  route(listWaitTimes, request => answerWaitTimes(state, request)),
];

function answerWaitTimes(state: TenantState, {query}: Pick<RouteRequest, 'query'>): Answer {
  const lang = languageOf(query);
  const menuId = integerOf(query, 'menu_id');
  const menuType = oneOf(query, 'menu_type', ['ivr_menu', 'mobile_menu', 'web_menu']);
  const channelType = oneOf(query, 'channel_type', WIRE_CHANNELS);
  const from = integerOf(query, 'wait[from]', 1) ?? Number.NEGATIVE_INFINITY;
  const to = integerOf(query, 'wait[to]', 1) ?? Number.POSITIVE_INFINITY;
  if (menuId !== undefined && !state.floor.menuIds.has(menuId)) throw notFound(`Menu ${menuId} not found`);

  const asked = channelType === undefined ? WIRE_CHANNELS : [channelType];
  const isAsked = ({menu, lang: spoken}: FloorQueue): boolean =>
    spoken === lang &&
    (menuId === undefined || menu.id === menuId || menu.above.includes(menuId)) &&
    (menuType === undefined || menu.type === menuType);
  const rows = state.floor.queues.filter(isAsked).flatMap(queue => {
    const waits = waitsOf(state, queue, asked);
    const fits = Object.values(waits).some(wait => wait > from && wait < to);
    return fits ? [rowOf(queue, waits)] : [];
  });
  return ok(rows);
}

type Waits = Readonly<Partial<Record<WireChannel, number>>>;

function waitsOf(state: TenantState, queue: FloorQueue, asked: readonly WireChannel[]): Waits {
  const waits: Partial<Record<WireChannel, number>> = {};
  for (const wire of asked) {
    const channel: Channel = WIRE_NAMES[wire];
    const line = channelOf(queue, channel);
    if (line !== undefined) waits[wire] = Math.round(state.floor.estimatedWait(queue, line) / 1000);
  }
  return waits;
}

const rowOf = (queue: FloorQueue, waits: Waits): Readonly<Record<string, unknown>> => ({
  menu_id: queue.menu.id,
  menu_type: queue.menu.type,
  ...waits,
  materialized_path: queue.menu.path,
  logged_in_agents: queue.loggedIn,
  available_agents: queue.available,
  breakthrough_agents: queue.breakthrough,
});
