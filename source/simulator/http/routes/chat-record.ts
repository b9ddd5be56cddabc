import {type Chat, chatStatus, type Escalation, pendingDeflection} from '../../floor/chat.js';
import {agentName, type FloorAgent} from '../../floor/floor-agent.js';
import {isoOf, type TenantState} from '../../tenant-state.js';
import {notFound} from '../refusal.js';
import type {RouteRequest} from '../route.js';

const VIRTUAL_AGENT = {id: 11, name: 'Ada', avatar_url: null} as const;

/** A chat as the API shows it. */
export function chatRecordOf(state: TenantState, chat: Chat): Readonly<Record<string, unknown>> {
  const {contact} = chat;
  const {menu, lang} = contact.queue;
  const withBot = contact.state === 'bot';
  const deflection = state.discloseDeflection ? pendingDeflection(chat) : null;
  return {
    id: chat.id,
    status: chatStatus(chat),
    status_text: null,
    features: ['photo', 'video'],
    created_at: isoOf(state, contact.createdAt),
    ends_at: isoOf(state, contact.endedAt),
    timeout_at: null,
    agent: contact.agent === null ? null : personOf(contact.agent),
    virtual_agent: withBot ? VIRTUAL_AGENT : null,
    all_agents: contact.agents.map(personOf),
    all_virtual_agents: withBot || chat.withVirtualAgent ? [VIRTUAL_AGENT] : [],
    lang,
    menus: [{id: menu.id, name: menu.name}],
    end_user: chat.endUser,
    ...(deflection === null ? {} : {deflection_reason: deflection}),
  };
}

const personOf = (agent: FloorAgent): Readonly<Record<string, unknown>> => ({
  id: agent.id,
  name: agentName(agent),
  first_name: agent.firstName,
  avatar_url: null,
  status: 'connected',
});

/** An escalation as the API shows it; a deflection only where the tenant discloses it, or once it is answered. */
export function escalationRecordOf(state: TenantState, escalation: Escalation): Readonly<Record<string, unknown>> {
  const {deflectionReason, deflectionChannel} = escalation;
  const disclosed = deflectionReason !== null && state.discloseDeflection;
  return {
    id: escalation.id,
    chat_id: escalation.chatId,
    status: disclosed || deflectionChannel !== null ? 'deflected' : 'requested',
    reason: escalation.reason,
    ...(disclosed ? {deflection_reason: deflectionReason} : {}),
    ...(deflectionChannel === null ? {} : {deflection_channel: deflectionChannel}),
  };
}

/** The chat named by a path variable; 404 when there is none. */
export function chatOf(
  {floor}: TenantState,
  {params}: Pick<RouteRequest, 'params'>,
  name: string,
  text = `Chat ${params[name]} not found`,
): Chat {
  const chat = floor.chats.find(Number(params[name]));
  if (chat === undefined) throw notFound(text);
  return chat;
}
