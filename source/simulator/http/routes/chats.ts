import {
  createChat,
  getChat,
  resumeChat,
  setChatCustomerFlags,
  updateChat,
  updateChatCustomerFlags,
  updateChatEndUser,
} from '../../../api/operations/chats.js';
import {sendChatCustomData} from '../../../api/operations/custom-data.js';
import {type Chat, chatStatus} from '../../floor/chat.js';
import {channelOf} from '../../floor/floor-queue.js';
import type {TenantState} from '../../tenant-state.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest, route} from '../route.js';
import {earlierMessages} from './chat-messages.js';
import {chatOf, chatRecordOf} from './chat-record.js';
import {changeFlags, keepCustomData, refuseMissingIdentifier, updateEndUser} from './contact-note.js';

/** Begin, read, finish and resume chats, and tell things about them. */
export const chatRoutes = (state: TenantState): readonly Route[] => {
  const noteOf = (request: Pick<RouteRequest, 'params'>) => state.notes.of('chat', chatOf(state, request, 'id').id);
  return [
    route(createChat, request => begin(state, request.body.chat)),
    route(getChat, request => ok(chatRecordOf(state, chatOf(state, request, 'id')))),
    route(updateChat, request => finish(state, chatOf(state, request, 'id'), request.body.chat)),
    route(resumeChat, request => resume(state, chatOf(state, request, 'id'))),
    route(setChatCustomerFlags, request => changeFlags(noteOf(request), request.body)),
    route(setChatCustomerFlags, request => changeFlags(noteOf(request), request.body), {method: 'PUT'}),
    route(updateChatCustomerFlags, request => changeFlags(noteOf(request), request.body)),
    route(sendChatCustomData, request => keepCustomData(state, noteOf(request), request.body)),
    route(
      updateChatEndUser,
      request => {
        const chat = chatOf(state, request, 'chat_id', 'Not Found');
        if (chat.contact.state === 'ended') throw badRequest('Chat is already ended');
        return updateEndUser(state, {kind: 'chat', id: chat.id, owner: chat}, request.body);
      },
      {before: refuseMissingIdentifier},
    ),
  ];
};

type NewChat = {
  readonly menu_id: number;
  readonly end_user_id: number;
  readonly lang?: string | undefined;
  readonly transcript?: unknown;
};

function begin(
  state: TenantState,
  {menu_id: menuId, end_user_id: endUserId, lang = 'en', transcript}: NewChat,
): Answer {
  const {floor, endUsers} = state;
  const queue = floor.queueOf(menuId, lang);
  if (queue === undefined) throw notFound(`Queue ${menuId} (${lang}) not found`);
  if (channelOf(queue, 'chat') === undefined) throw badRequest(`Queue ${menuId} does not take chats`);
  const endUser = endUsers.byId(endUserId);
  if (endUser === undefined) throw notFound(`End user ${endUserId} not found`);
  const chat = floor.chatDesk.begin(queue, {impatient: false, endUser});
  floor.chatTalk.addEarlier(chat, earlierMessages(state, transcript));
  return ok(chatRecordOf(state, chat));
}

type Change = {
  readonly status?: 'finished' | undefined;
  readonly deflection_channel?: 'email' | 'external_link' | undefined;
  readonly escalation_id?: number | undefined;
};

function finish(state: TenantState, chat: Chat, change: Change): Answer {
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

function resume(state: TenantState, chat: Chat): Answer {
  const status = chatStatus(chat);
  if (status !== 'dismissed' && status !== 'va_dismissed') throw badRequest('This chat is not in dismissed state');
  if (!state.floor.chatDesk.resume(chat)) return ok({message: 'We are closed now. Please come back in opening hours.'});
  return ok(chatRecordOf(state, chat));
}
