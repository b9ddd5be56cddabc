import {z} from 'zod';
import {choice, either, email, fields, group, json, language, list, onOff, text, whole} from '../fields.js';
import {idNumber, listOf, maybe} from '../lenient.js';
import {operation} from '../operation.js';
import {chatMediaOperations} from './chat-media.js';
import {sendChatCustomData} from './custom-data.js';
import {customerFlagFields, customerFlags} from './customer-flags.js';
import {endUserFields} from './session-end-user.js';

const person = z.object({id: maybe(idNumber), name: maybe(z.string()), status: maybe(z.string())});

/** One chat. `deflection` and `escalation` are undocumented and read where a tenant sends them. */
export const chatRecord = z.object({
  id: idNumber,
  status: maybe(z.string()),
  status_text: maybe(z.string()),
  created_at: maybe(z.string()),
  ends_at: maybe(z.string()),
  agent: maybe(person),
  virtual_agent: maybe(person),
  end_user: maybe(person),
  lang: maybe(z.string()),
  menus: maybe(z.array(z.object({id: maybe(idNumber), name: maybe(z.string())}))),
  deflection_reason: maybe(z.string()),
});
export type ChatRecord = z.output<typeof chatRecord>;

/** An escalation. The answer is unpublished; what matters is its id, and a deflection where one is told. */
export const escalationRecord = z.object({
  id: maybe(idNumber),
  chat_id: maybe(idNumber),
  status: maybe(z.string()),
  reason: maybe(z.string()),
  deflection_reason: maybe(z.string()),
  deflection_channel: maybe(z.string()),
});
export type EscalationRecord = z.output<typeof escalationRecord>;

/** Messages of a chat, in the form that a new chat takes them in; no source shows the answer. */
export const chatTranscript = z.object({
  chat_id: maybe(idNumber),
  transcript: maybe(
    listOf(
      z.object({
        sender: maybe(z.string()),
        timestamp: maybe(z.string()),
        content: maybe(listOf(z.object({type: maybe(z.string()), text: maybe(z.string())}))),
      }),
    ),
  ),
});
export type ChatTranscript = z.output<typeof chatTranscript>;

/** Channels a deflected customer may be given; `human_agent` (keep waiting) only where the reason is over_capacity. */
export const DEFLECTION_CHANNELS = ['human_agent', 'virtual_agent', 'email', 'external_link'] as const;
export type DeflectionChannel = (typeof DEFLECTION_CHANNELS)[number];

const PAGE = 'Chat endpoints, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-chat';
const shared = {
  group: 'Chats',
  repeat: 'never',
  class: 'write',
  confidence: 'documented',
  source: PAGE,
  answer: chatRecord,
} as const;
const read = {...shared, method: 'GET', class: 'read', repeat: 'safe', confidence: 'inferred'} as const;

const byId = fields({id: whole('chat', {pick: 'chat'})});
const byChatId = fields({chat_id: whole('chat', {pick: 'chat'})});

/** Finishes a chat, or ends it by handing it to another channel. */
export const updateChat = operation({
  ...shared,
  id: 'updateChat',
  title: 'Finish chat',
  help: 'Ends a chat; after an escalation that was turned away, by handing the customer to another channel.',
  method: 'PATCH',
  path: '/chats/{id}',
  params: byId,
  body: fields({
    finished_by_user_id: whole('who ended it', {pick: 'end-user'}).optional(),
    chat: group(
      {
        status: choice(['finished'], 'what becomes of the chat').optional(),
        deflection_channel: choice(['email', 'external_link'], 'channel that the customer took').optional(),
        escalation_id: whole('escalation that was turned away; goes with the channel').optional(),
      },
      'the change',
    ),
  }),
});

/** Reopens a chat. */
export const resumeChat = operation({
  ...shared,
  id: 'resumeChat',
  title: 'Resume chat',
  help: 'Reopens a chat that was dismissed because nobody wrote. Outside of the opening hours it stays closed.',
  method: 'PATCH',
  path: '/chats/{id}/resume',
  params: byId,
  answer: z.union([chatRecord, z.unknown()]),
});

/** Posts a message of the customer. */
export const sendChatMessage = operation({
  ...shared,
  id: 'sendChatMessage',
  title: 'Send chat message',
  help: "Posts a message into a chat in the customer's name. Answers do not come back this way.",
  method: 'POST',
  path: '/chats/{id}/message',
  params: byId,
  body: fields({
    from_user_id: whole('end user who writes', {pick: 'end-user'}),
    message: group(
      {
        type: choice(['text', 'photo', 'video'], 'kind of message'),
        content: either(text('the text'), json('media'), {
          help: 'the text; of a photo or video {"media_id": …}',
          words: 'text or a JSON object',
          kind: 'text',
          personal: true,
          example: 'Hello, I am back.',
        }),
        media_id: text('media id, where the tenant wants it beside the content').optional(),
      },
      'the message',
    ),
  }),
  answer: z.unknown(),
});

/** Moves a virtual-agent chat to a human queue. */
export const escalateChat = operation({
  ...shared,
  id: 'escalateChat',
  title: 'Escalate chat',
  help: 'Takes a chat from the virtual agent to a queue of people. A closed or full queue turns it away, unless forced.',
  method: 'POST',
  path: '/chats/{chat_id}/escalations',
  confidence: 'inferred',
  params: byChatId,
  body: fields({
    reason: text('why the virtual agent gives up', {example: 'asks for a person'}).optional(),
    force_escalate: onOff('queue it even where the queue is closed or full').optional(),
  }),
  answer: escalationRecord,
});

/** Says which channel a deflected customer takes. For email and external_link the chat is then finished. */
export const updateChatEscalation = operation({
  ...shared,
  id: 'updateChatEscalation',
  title: 'Choose deflection channel',
  help: 'Says how a customer goes on whose escalation was turned away. After email or external_link, finish the chat.',
  method: 'PATCH',
  path: '/chats/{chat_id}/escalations/{id}',
  params: fields({chat_id: whole('chat', {pick: 'chat'}), id: whole('escalation')}),
  body: fields({
    deflection_channel: choice(DEFLECTION_CHANNELS, 'human_agent keeps waiting, and only where the queue is full'),
  }),
  answer: escalationRecord,
});

/** Starts a chat in a queue on behalf of an end user. */
export const createChat = operation({
  ...shared,
  id: 'createChat',
  title: 'Start chat',
  help: 'Starts a chat in a queue for an end user. It goes on being set up after the answer.',
  method: 'POST',
  path: '/chats',
  body: fields({
    chat: group(
      {
        menu_id: whole('queue', {pick: 'queue'}),
        end_user_id: whole('end user', {pick: 'end-user'}),
        lang: language('language of the chat', {usual: 'en'}).optional(),
        email: email("the customer's e-mail address").optional(),
        context: json('data for the virtual or human agent: {"value": {…}}', {personal: true}).optional(),
        transcript: list(json('message'), 'what was said before: rows of sender, timestamp, content', {
          personal: true,
        }).optional(),
      },
      'the chat',
    ),
  }),
});

/** One chat with its people and state. */
export const getChat = operation({
  ...read,
  id: 'getChat',
  title: 'Get chat',
  help: 'A chat with its people and its state.',
  path: '/chats/{id}',
  params: byId,
});

/** Messages of a chat. */
export const getChatTranscript = operation({
  ...read,
  id: 'getChatTranscript',
  title: 'Get chat transcript',
  help: 'What was said in a chat, as far as the tenant tells it.',
  path: '/chats/{id}/transcript',
  alternatives: ['GET /chats/{id}/messages', 'GET /chats/{id}/customer_flag', 'GET /chats/{id}/custom_data'],
  params: byId,
  answer: chatTranscript,
});

const flags = {
  ...shared,
  path: '/chats/{id}/customer_flag',
  confidence: 'inferred',
  params: byId,
  body: customerFlagFields,
  answer: customerFlags,
} as const;

/** Sets the flags of a chat. */
export const setChatCustomerFlags = operation({
  ...flags,
  id: 'setChatCustomerFlags',
  title: 'Set customer flags of a chat',
  help: "Sets what is known of a customer's standing.",
  method: 'POST',
  alternatives: ['PUT /chats/{id}/customer_flag'],
});

/** Changes some flags of a chat. */
export const updateChatCustomerFlags = operation({
  ...flags,
  id: 'updateChatCustomerFlags',
  title: 'Change customer flags of a chat',
  help: "Changes some of what is known of a customer's standing.",
  method: 'PATCH',
});

/** Corrects who the customer of a chat is. */
export const updateChatEndUser = operation({
  ...shared,
  id: 'updateChatEndUser',
  title: 'Set the end user of a chat',
  help: 'Says who the customer of a live chat is, and corrects the record in the CRM. Done in the background.',
  method: 'POST',
  path: '/chats/{chat_id}/end_user',
  params: byChatId,
  body: endUserFields,
  answer: z.unknown(),
});

/** In the order of the API collection. */
export const chatOperations = [
  updateChat,
  resumeChat,
  sendChatMessage,
  escalateChat,
  updateChatEscalation,
  ...chatMediaOperations,
  createChat,
  getChat,
  getChatTranscript,
  setChatCustomerFlags,
  updateChatCustomerFlags,
  sendChatCustomData,
  updateChatEndUser,
];
