import {momentOf} from '../../../api/moment.js';
import {getQueuesStatus} from '../../../api/operations/queues-status.js';
import {channelOf, type FloorQueue, isOpenAtQueue} from '../../floor/floor-queue.js';
import type {TenantState} from '../../tenant-state.js';
import {integerOf, languageOf, oneOf, required} from '../query.js';
import {badRequest} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest, route} from '../route.js';

const SLOT_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
const USUAL_HOURS = 4;
const MOST_HOURS = 8;
const FURTHEST_START_MS = 24 * HOUR_MS;
const MOST_QUEUES = 100;

/** GET /queues/status: wait, staffing, hours and call-back slots of several queues. */
export const queuesStatusRoutes = (state: TenantState): readonly Route[] => [
  route(getQueuesStatus, request => answerStatus(state, request)),
];

function answerStatus(state: TenantState, {query}: Pick<RouteRequest, 'query'>): Answer {
  const lang = languageOf(query);
  const type = required(oneOf(query, 'menu_type', ['ivr_menu', 'mobile_menu', 'web_menu']), 'menu_type');
  const hours = integerOf(query, 'callback_period_hours', 1) ?? USUAL_HOURS;
  if (hours > MOST_HOURS) throw badRequest(`callback_period_hours must be at most ${MOST_HOURS}`);
  const from = startOf(state, query.get('callback_start_from'));
  const ids = query.getAll('menu_id[]');
  if (ids.length === 0) throw badRequest('menu_id[] is required');
  if (ids.length > MOST_QUEUES) throw badRequest(`menu_id[] takes at most ${MOST_QUEUES} values`);
  const queues = [...new Set(ids)].map(id => {
    const queue = leafOf(state, id, lang);
    if (queue.menu.type !== type) throw badRequest(`menu_id ${id} is not of menu_type ${type}`);
    return queue;
  });
  return ok({queues: queues.map(queue => recordOf(state, queue, from, hours))});
}

/** Floor time from which call-backs are offered. */
function startOf({wall, toFloor}: TenantState, text: string | null): number {
  if (text === null) return toFloor(wall());
  const at = momentOf(text);
  if (at === null) throw badRequest('callback_start_from must be an ISO 8601 time');
  if (at < wall()) throw badRequest('callback_start_from cannot be in the past');
  if (at > wall() + FURTHEST_START_MS) throw badRequest('callback_start_from must be within 24 hours');
  return toFloor(at);
}

function leafOf({floor}: TenantState, id: string, lang: string): FloorQueue {
  if (!/^\d{1,15}$/.test(id)) throw badRequest('menu_id[] must be integers');
  const queue = floor.queueOf(Number(id), lang);
  if (queue !== undefined) return queue;
  throw badRequest(
    floor.menuIds.has(Number(id)) && !floor.queues.some(({menu}) => menu.id === Number(id))
      ? `menu_id ${id} is not a leaf menu`
      : `menu_id ${id} is not found`,
  );
}

function recordOf(state: TenantState, queue: FloorQueue, from: number, hours: number): unknown {
  const {menu, lang} = queue;
  const line = channelOf(queue, 'call') ?? queue.channels[0];
  const wait = line === undefined ? 0 : Math.round(state.floor.estimatedWait(queue, line) / 1000);
  return {
    menu_id: menu.id,
    menu_type: menu.type,
    lang,
    materialized_path: menu.path,
    current_queue_ewt: wait,
    scheduled_callback_ewt: Math.round(wait / 3),
    logged_in_agents: queue.loggedIn,
    available_agents: queue.available,
    breakthrough_agents: queue.breakthrough,
    callback_periods: channelOf(queue, 'call') === undefined ? [] : periodsOf(state, queue, from, hours),
    hours_of_operation: {from: clock(queue.hours.from), to: clock(queue.hours.to)},
    holidays: [],
  };
}

/** Quarters of an hour in which the queue is open, from the next whole one on. */
function periodsOf({floor}: TenantState, queue: FloorQueue, from: number, hours: number): readonly unknown[] {
  const first = Math.ceil(from / SLOT_MS) * SLOT_MS;
  const starts = Array.from({length: (hours * HOUR_MS) / SLOT_MS}, (_, index) => first + index * SLOT_MS);
  const booked = floor.callDesk.scheduledIn(queue).map(({scheduledAt}) => scheduledAt ?? 0);
  const slots = Math.max(1, Math.round(queue.serving / 3));
  return starts
    .filter(start => isOpenAtQueue(queue, start))
    .map(start => ({
      date: new Date(start).toISOString().slice(0, 10).replaceAll('-', ''),
      start_time: new Date(start).toISOString().slice(11, 16),
      end_time: new Date(start + SLOT_MS).toISOString().slice(11, 16),
      scheduled_calls: booked.filter(at => at >= start && at < start + SLOT_MS).length,
      max_slots: slots,
    }));
}

/** `08:30` for the minutes since midnight. */
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
