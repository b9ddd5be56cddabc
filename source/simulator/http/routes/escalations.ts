import {escalateChat, updateChatEscalation} from '../../../api/operations/chats.js';
import type {DeflectionChannel} from '../../floor/chat.js';
import type {TenantState} from '../../tenant-state.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest, route} from '../route.js';
import {chatOf, escalationRecordOf} from './chat-record.js';

/** From the virtual agent to a human one, and what happens when that is refused. */
export const escalationRoutes = (state: TenantState): readonly Route[] => [
  route(escalateChat, request => escalate(state, request)),
  route(updateChatEscalation, request => choose(state, request)),
  route(updateChatEscalation, request => choose(state, request), {method: 'PUT'}),
];

type Wish = {readonly reason?: string | undefined; readonly force_escalate?: boolean | undefined};
type At<Body> = Pick<RouteRequest, 'params'> & {readonly body: Body};

function escalate(state: TenantState, request: At<Wish>): Answer {
  const chat = chatOf(state, request, 'chat_id');
  const {reason, force_escalate: force} = request.body;
  if (chat.contact.state !== 'bot') throw badRequest('This chat is not with a virtual agent');
  return ok(escalationRecordOf(state, state.floor.chatDesk.escalate(chat, reason ?? null, force ?? false)));
}

function choose(state: TenantState, request: At<{readonly deflection_channel: DeflectionChannel}>): Answer {
  const chat = chatOf(state, request, 'chat_id');
  const escalation = chat.escalations.find(({id}) => id === Number(request.params['id']));
  if (escalation === undefined) throw notFound(`Escalation ${request.params['id']} not found`);
  if (escalation.deflectionReason === null) throw badRequest('This escalation was not deflected');
  if (chat.contact.state !== 'bot') throw badRequest('This chat is no longer with a virtual agent');
  if (!state.floor.chatDesk.choose(chat, escalation, request.body.deflection_channel)) {
    throw badRequest('deflection_channel: human_agent is valid only for over_capacity');
  }
  return ok(escalationRecordOf(state, escalation));
}
