import type {WaitRow} from '../api/operations/wait-times.js';
import type {Stamp} from '../lib/clock.js';
import {safeText} from '../terminal/safe-text.js';
import {CHANNELS, type Channel, type Queue, queueKey, TREND_LENGTH} from './queue.js';

/** A queue from its wait row; operation states and the trend are carried on from `before`. */
export function queueOfRow(lang: string, row: WaitRow, before: Queue | undefined, at: Stamp): Queue {
  const waits: Record<Channel, number | null | undefined> = {call: row.voice_call, chat: row.chat};
  const trend = (channel: Channel): readonly number[] => {
    const past = before?.trend[channel] ?? [];
    const wait = waits[channel];
    return typeof wait === 'number' ? [...past, wait].slice(-TREND_LENGTH) : past;
  };
  return {
    key: queueKey(lang, row.menu_id),
    menuId: row.menu_id,
    lang,
    menuType: safeText(row.menu_type ?? '', 20),
    path: safeText(row.materialized_path ?? `menu ${row.menu_id}`, 160),
    wait: {call: waits.call ?? null, chat: waits.chat ?? null},
    // A missing key means that the queue does not serve the channel; a null one only that the wait is not told.
    channels: CHANNELS.filter(channel => waits[channel] !== undefined),
    loggedIn: row.logged_in_agents ?? null,
    available: row.available_agents ?? null,
    breakthrough: row.breakthrough_agents ?? null,
    at,
    states: before?.states ?? {call: null, chat: null},
    trend: {call: trend('call'), chat: trend('chat')},
  };
}
