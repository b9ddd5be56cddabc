import {getQueueOperationStatus} from '../../../api/operations/queue-operation-statuses.js';
import {admissionOf, CHANNELS, channelOf, isOpenAtQueue} from '../../floor/floor-queue.js';
import type {TenantState} from '../../tenant-state.js';
import {integerOf, languageOf, oneOf, required} from '../query.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest, route} from '../route.js';

/** GET /queue_operation_statuses: closed, over capacity, or neither. */
export const queueOperationStatusRoutes = (state: TenantState): readonly Route[] => [
  route(getQueueOperationStatus, request => getStatus(state, request)),
];

function getStatus({floor}: TenantState, {query}: Pick<RouteRequest, 'query'>): Answer {
  const menuId = required(integerOf(query, 'menu_id'), 'menu_id');
  const lang = languageOf(query);
  const channel = required(oneOf(query, 'channel_type', CHANNELS), 'channel_type');
  const queue = floor.queueOf(menuId, lang);
  if (queue === undefined) throw notFound(`Queue ${menuId} (${lang}) not found`);
  const line = channelOf(queue, channel);
  if (line === undefined) throw badRequest(`Queue ${menuId} does not take channel_type ${channel}`);
  return ok({
    menu_id: menuId,
    lang,
    channel_type: channel,
    after_hour: !isOpenAtQueue(queue, floor.now()),
    overcapacity: admissionOf(queue, line, floor.now()) === 'over_capacity',
  });
}
