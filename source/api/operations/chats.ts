import {z} from 'zod';
import {idNumber, maybe} from '../lenient.js';
import {operation} from '../operation.js';

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

/** Channels a deflected customer may be given; `human_agent` (keep waiting) only where the reason is over_capacity. */
export const DEFLECTION_CHANNELS = ['human_agent', 'virtual_agent', 'email', 'external_link'] as const;
export type DeflectionChannel = (typeof DEFLECTION_CHANNELS)[number];

const shared = {group: 'Chats', repeat: 'never', class: 'write'} as const;

/** One chat with its people and state. */
export const getChat = operation({
  ...shared,
  id: 'getChat',
  title: 'Get chat',
  help: 'Get chat.',
  method: 'GET',
  path: '/chats/{id}',
  class: 'read',
  repeat: 'safe',
  confidence: 'inferred',
  params: z.strictObject({id: z.int()}),
  answer: chatRecord,
});

/** Moves a virtual-agent chat to a human queue. */
export const escalateChat = operation({
  ...shared,
  id: 'escalateChat',
  title: 'Escalate chat',
  help: 'Escalate chat.',
  method: 'POST',
  path: '/chats/{chat_id}/escalations',
  confidence: 'inferred',
  params: z.strictObject({chat_id: z.int()}),
  body: z.strictObject({reason: z.string().optional(), force_escalate: z.boolean().optional()}),
  answer: escalationRecord,
});

/** Says which channel a deflected customer takes. For email and external_link the chat is then finished. */
export const updateChatEscalation = operation({
  ...shared,
  id: 'updateChatEscalation',
  title: 'Choose deflection channel',
  help: 'Choose deflection channel.',
  method: 'PATCH',
  path: '/chats/{chat_id}/escalations/{id}',
  confidence: 'documented',
  params: z.strictObject({chat_id: z.int(), id: z.int()}),
  body: z.strictObject({deflection_channel: z.enum(DEFLECTION_CHANNELS)}),
  answer: escalationRecord,
});

/** Finishes a chat, or ends it by handing it to another channel. */
export const updateChat = operation({
  ...shared,
  id: 'updateChat',
  title: 'Finish chat',
  help: 'Finish chat.',
  method: 'PATCH',
  path: '/chats/{id}',
  confidence: 'documented',
  params: z.strictObject({id: z.int()}),
  body: z.strictObject({
    finished_by_user_id: z.int().optional(),
    chat: z.strictObject({
      status: z.enum(['finished']).optional(),
      deflection_channel: z.enum(['email', 'external_link']).optional(),
      escalation_id: z.int().optional(),
    }),
  }),
  answer: chatRecord,
});

/** Starts a chat in a queue on behalf of an end user. */
export const createChat = operation({
  ...shared,
  id: 'createChat',
  title: 'Start chat',
  help: 'Start chat.',
  method: 'POST',
  path: '/chats',
  confidence: 'documented',
  body: z.strictObject({
    chat: z.strictObject({
      menu_id: z.int(),
      end_user_id: z.int(),
      lang: z.string().optional(),
      email: z.string().optional(),
      context: z.record(z.string(), z.unknown()).optional(),
      transcript: z.array(z.record(z.string(), z.unknown())).optional(),
    }),
  }),
  answer: chatRecord,
});
