import {z} from 'zod';
import {momentOf} from '../../../api/moment.js';
import {getChatTranscript, sendChatMessage} from '../../../api/operations/chats.js';
import type {Chat, ChatMessage} from '../../floor/chat.js';
import {isoOf, type TenantState} from '../../tenant-state.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, route} from '../route.js';
import {chatOf} from './chat-record.js';

const LONGEST_TEXT = 10_000;

/** Write into chats, and read what was written. */
export const chatMessageRoutes = (state: TenantState): readonly Route[] => [
  route(sendChatMessage, request => post(state, chatOf(state, request, 'id'), request.sent)),
  route(getChatTranscript, request => {
    const chat = chatOf(state, request, 'id');
    return ok({chat_id: chat.id, transcript: state.floor.chatTalk.transcriptOf(chat).map(rowOf(state))});
  }),
];

const rowOf =
  (state: TenantState) =>
  ({sender, at, content}: ChatMessage): Readonly<Record<string, unknown>> => ({
    sender,
    timestamp: isoOf(state, at),
    content: [content.type === 'text' ? content : {type: content.type, media_id: content.mediaId}],
  });

const mediaId = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/** A message as both sources write it: the id of a photo or video inside the content, or beside it. */
const messageBody = z.object({
  from_user_id: z.int(),
  message: z.object({
    type: z.enum(['text', 'photo', 'video']),
    content: z.union([z.string(), z.looseObject({media_id: mediaId.optional()})]).optional(),
    media_id: mediaId.optional(),
  }),
});

function post(state: TenantState, chat: Chat, sent: unknown): Answer {
  const read = messageBody.safeParse(sent);
  if (!read.success) throw badRequest('message: malformed');
  const {from_user_id: sender, message} = read.data;
  if (sender !== chat.endUser.id) throw badRequest(`End user ${sender} is not in this chat`);
  if (chat.contact.state === 'ended') throw badRequest('This chat is over');
  const {type, content} = message;
  if (type === 'text') {
    if (typeof content !== 'string' || content === '') throw badRequest('message.content is required');
    if (content.length > LONGEST_TEXT) throw badRequest(`message.content may have at most ${LONGEST_TEXT} characters`);
    state.floor.chatTalk.post(chat, {type, text: content});
  } else {
    const id = typeof content === 'object' ? (content.media_id ?? message.media_id) : message.media_id;
    if (id === undefined) throw badRequest('message.content.media_id is required');
    if (state.media.find(chat.id, id)?.kind !== type) throw notFound(`Media ${id} not found`);
    state.floor.chatTalk.post(chat, {type, mediaId: id});
  }
  return ok({message: 'accepted'});
}

/** Rows of an earlier conversation; what cannot be read of one is passed over. */
const earlierRow = z.object({
  sender: z.string(),
  timestamp: z.string(),
  content: z.array(z.looseObject({text: z.string().optional()})),
});

/** The messages of an earlier conversation, as a new chat is given it. */
export function earlierMessages({toFloor}: TenantState, transcript: unknown): readonly ChatMessage[] {
  const rows: readonly unknown[] = Array.isArray(transcript) ? transcript : [];
  return rows.flatMap(row => {
    const read = earlierRow.safeParse(row);
    const wall = read.success ? momentOf(read.data.timestamp) : null;
    if (!read.success || wall === null) return [];
    const {sender, content} = read.data;
    const by = sender === 'agent' || sender === 'virtual_agent' ? sender : 'end_user';
    return content.flatMap(({text}) =>
      text === undefined ? [] : [{sender: by, at: toFloor(wall), content: {type: 'text', text}} as const],
    );
  });
}
