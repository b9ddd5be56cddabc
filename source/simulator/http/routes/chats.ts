import {z} from 'zod';
import {createChat, updateChat} from '../../../api/operations/chats.js';
import {chatStatus} from '../../floor/chat.js';
import {channelOf} from '../../floor/floor-queue.js';
import type {TenantState} from '../../tenant-state.js';
import {shaped} from '../body.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest} from '../route.js';
import {chatOf, chatRecordOf} from './chat-record.js';

const messageBody = z.object({
  from_user_id: z.int(),
  message: z
    .object({
      type: z.enum(['text', 'photo', 'video']),
      content: z.union([z.string().min(1).max(10_000), z.record(z.string(), z.unknown())]).optional(),
      media_id: z.union([z.string(), z.int()]).optional(),
    })
    .refine(({content, media_id}) => content !== undefined || media_id !== undefined, 'content is required'),
});

/** Begin, read, finish and resume chats, and post into them. */
export const chatRoutes = (state: TenantState): readonly Route[] => [
  {method: 'POST', path: '/chats', handle: request => begin(state, request)},
  {
    method: 'GET',
    path: '/chats/{id}',
    handle: request => ok(chatRecordOf(state, chatOf(state, request, 'id'))),
  },
  {method: 'PATCH', path: '/chats/{id}', handle: request => finish(state, request)},
  {method: 'PATCH', path: '/chats/{id}/resume', handle: request => resume(state, request)},
  {method: 'POST', path: '/chats/{id}/message', handle: request => postMessage(state, request)},
];

function begin(state: TenantState, {body}: RouteRequest): Answer {
  const {chat: asked} = shaped(createChat.body, body);
  const {floor, endUsers} = state;
  const lang = asked.lang ?? 'en';
  const queue = floor.queueOf(asked.menu_id, lang);
  if (queue === undefined) throw notFound(`Queue ${asked.menu_id} (${lang}) not found`);
  if (channelOf(queue, 'chat') === undefined) throw badRequest(`Queue ${asked.menu_id} does not take chats`);
  const endUser = endUsers.byId(asked.end_user_id);
  if (endUser === undefined) throw notFound(`End user ${asked.end_user_id} not found`);
  return ok(chatRecordOf(state, floor.chatDesk.begin(queue, {impatient: false, endUser})));
}

function finish(state: TenantState, request: RouteRequest): Answer {
  const chat = chatOf(state, request, 'id');
  const {chat: change} = shaped(updateChat.body, request.body);
  if (change.status === undefined && change.deflection_channel === undefined) {
    throw badRequest('chat.status must be finished');
  }
  if (change.deflection_channel !== undefined) {
    const escalation = chat.escalations.find(({id}) => id === change.escalation_id);
    if (escalation === undefined) throw notFound(`Escalation ${change.escalation_id ?? ''} not found`);
    if (escalation.deflectionReason === null) throw badRequest('This escalation was not deflected');
    escalation.deflectionChannel = change.deflection_channel;
  }
  if (chat.contact.state === 'ended') throw badRequest('This chat is already over');
  state.floor.chatDesk.finish(chat);
  return ok(chatRecordOf(state, chat));
}

function resume(state: TenantState, request: RouteRequest): Answer {
  const chat = chatOf(state, request, 'id');
  const status = chatStatus(chat);
  if (status !== 'dismissed' && status !== 'va_dismissed') throw badRequest('This chat is not in dismissed state');
  if (!state.floor.chatDesk.resume(chat)) return ok({message: 'We are closed now. Please come back in opening hours.'});
  return ok(chatRecordOf(state, chat));
}

function postMessage(state: TenantState, request: RouteRequest): Answer {
  const chat = chatOf(state, request, 'id');
  const {from_user_id: sender} = shaped(messageBody, request.body);
  if (sender !== chat.endUser.id) throw badRequest(`End user ${sender} is not in this chat`);
  if (chat.contact.state === 'ended') throw badRequest('This chat is over');
  chat.messages += 1;
  return ok({message: 'accepted'});
}
