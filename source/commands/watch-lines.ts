import type {RequestEvent} from '../api/client.js';
import type {ApiError} from '../api/errors.js';
import type {Agent} from '../picture/agent.js';
import type {StatusList} from '../picture/presence/status-list.js';
import type {Channel, Queue} from '../picture/queue.js';
import {safeText} from '../terminal/safe-text.js';
import {isoTime} from './iso-time.js';
import {waitFields} from './wait-fields.js';

/** What stands at the head of each line: when its answer arrived (ms since the epoch), and whose it is. */
export type LineHead = {readonly wall: number; readonly tenant: string};

const line = <Fields extends object>({wall, tenant}: LineHead, type: string, fields: Fields) => ({
  at: isoTime(wall),
  tenant,
  type,
  ...fields,
});

/** Waits (seconds) and staffing of one queue; what was not told is null, a channel that it does not take is absent. */
export const waitLine = (head: LineHead, queue: Queue) =>
  line(head, 'wait', {
    menu_id: queue.menuId,
    lang: queue.lang,
    menu_type: queue.menuType,
    path: queue.path,
    ...waitFields(queue),
  });

/** What a queue does with a new contact on one channel. */
export const queueStatusLine = (head: LineHead, queue: Queue, channel: Channel) =>
  line(head, 'queue_status', {
    menu_id: queue.menuId,
    lang: queue.lang,
    channel,
    state: queue.states[channel]?.value ?? null,
  });

/**
 * The presence held most likely for one agent. `since`: when the console first held it; null for the first one, whose
 * beginning nobody tells.
 */
export const agentLine = (head: LineHead, agent: Agent, statuses: StatusList, isFirst: boolean) => {
  const {statusId, confidence, heldSince} = agent.presence;
  return line(head, 'agent', {
    id: agent.id,
    status_id: statusId,
    status: statusId === null ? null : (statuses.byId.get(statusId)?.name ?? null),
    confidence: roundedChance(confidence),
    since: isFirst || heldSince === null ? null : isoTime(heldSince.wall),
  });
};

/** One request that was made; times in whole ms, `status` null when no answer came. */
export const requestLine = (tenant: string, {operation, status, ms, slotWaitMs, at}: RequestEvent) =>
  line({wall: at.wall, tenant}, 'request', {
    operation,
    status,
    ms: Math.round(ms),
    slot_wait_ms: Math.round(slotWaitMs),
  });

/** Something that could not be learned: what happened, and what to do. */
export const errorLine = (head: LineHead, operation: string, error: ApiError) =>
  line(head, 'error', {operation, message: safeText(error.message, 500), next: error.nextStep});

/** A chance with three decimals; never rounded up to certainty. */
export const roundedChance = (chance: number): number =>
  chance < 1 ? Math.min(Math.round(chance * 1000) / 1000, 0.999) : 1;
