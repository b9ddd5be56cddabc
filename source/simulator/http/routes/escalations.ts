import {escalateChat, updateChatEscalation} from '../../../api/operations/chats.js';
import type {TenantState} from '../../tenant-state.js';
import {shaped} from '../body.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest} from '../route.js';
import {chatOf, escalationRecordOf} from './chat-record.js';

/** From the virtual agent to a human one, and what happens when that is refused. */
export const escalationRoutes = (state: TenantState): readonly Route[] => [
  {method: 'POST', path: '/chats/{chat_id}/escalations', handle: request => escalate(state, request)},
  {method: 'PATCH', path: '/chats/{chat_id}/escalations/{id}', handle: request => choose(state, request)},
  {method: 'PUT', path: '/chats/{chat_id}/escalations/{id}', handle: request => choose(state, request)},
];

function escalate(state: TenantState, request: RouteRequest): Answer {
  const chat = chatOf(state, request, 'chat_id');
  const {reason, force_escalate: force} = shaped(escalateChat.body, request.body);
  if (chat.contact.state !== 'bot') throw badRequest('This chat is not with a virtual agent');
  return ok(escalationRecordOf(state, state.floor.chatDesk.escalate(chat, reason ?? null, force ?? false)));
}

function choose(state: TenantState, request: RouteRequest): Answer {
  const chat = chatOf(state, request, 'chat_id');
  const escalation = chat.escalations.find(({id}) => id === Number(request.params['id']));
  if (escalation === undefined) throw notFound(`Escalation ${request.params['id']} not found`);
  const {deflection_channel: channel} = shaped(updateChatEscalation.body, request.body);
  if (escalation.deflectionReason === null) throw badRequest('This escalation was not deflected');
  if (chat.contact.state !== 'bot') throw badRequest('This chat is no longer with a virtual agent');
  if (!state.floor.chatDesk.choose(chat, escalation, channel)) {
    throw badRequest('deflection_channel: human_agent is valid only for over_capacity');
  }
  return ok(escalationRecordOf(state, escalation));
}
