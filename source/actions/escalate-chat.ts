import {
  type ChatRecord,
  type DeflectionChannel,
  type EscalationRecord,
  escalateChat,
  updateChat,
  updateChatEscalation,
} from '../api/operations/chats.js';
import {stampOf} from '../lib/clock.js';
import {isEnd} from '../polling/polls/end-words.js';
import {safeText} from '../terminal/safe-text.js';
import {type ActionContext, step} from './action-context.js';
import {CLOSING, channelToFinish} from './channel-to-finish.js';
import {parseChatId} from './parse-chat-id.js';
import type {ActionStep, Outcome, PreparedAction, Problem, Target} from './prepared-action.js';

const chatTarget = (chatId: number): Target => ({kind: 'chat', id: chatId, name: `chat ${chatId}`});

/** What an escalation takes, as it was typed; `facts` tell what is known of the chat. */
export type EscalationInput = {
  readonly chatId: string;
  readonly reason: string;
  readonly force: boolean;
  readonly facts?: readonly string[];
};

/** Moves a chat from the virtual agent to a human queue. The chat is then followed. */
export function prepareEscalation(context: ActionContext, input: EscalationInput): PreparedAction | Problem {
  const chatId = parseChatId(input.chatId);
  if (chatId === null) {
    return {
      problem: `"${safeText(input.chatId, 40)}" is not a chat id: it is a whole number, such as 81502.`,
      field: 'chat',
    };
  }
  const reason = input.reason.trim();
  const body = {...(reason ? {reason} : {}), ...(input.force ? {force_escalate: true} : {})};
  const {watchList, clock} = context.session;
  return {
    id: context.newId(),
    title: `Escalate chat ${chatId} to a human`,
    class: 'write',
    targets: [chatTarget(chatId)],
    facts: [
      ...(input.facts ?? []),
      ...(input.force ? ['Forced: the chat is queued even where the queue is closed or full.'] : []),
    ],
    steps: [
      step(
        context,
        escalateChat,
        {params: {chat_id: chatId}, body},
        data => {
          const escalation = data as EscalationRecord;
          const deflected = deflectionOf(escalation);
          watchList.follow('chat', chatId, clock.now());
          watchList.escalated(chatId, {id: escalation.id ?? null, deflected, channel: null});
          return plain(
            deflected
              ? `The escalation was turned away: ${deflected}. Choose a channel for the customer.`
              : `Escalation ${escalation.id ?? '(no id told)'}: ${safeText(escalation.status ?? 'accepted', 40)}; the chat is followed in Watch.`,
          );
        },
        lookAtChat(context, chatId),
      ),
    ],
    typed: [],
    countdownMs: 0,
  };
}

/**
 * Says which channel a turned-away customer takes; for email and external_link the chat is then finished. Where that
 * channel was chosen before and the chat is still open, only the finishing is left to do.
 */
export function prepareDeflection(
  context: ActionContext,
  chatId: number,
  channel: DeflectionChannel,
): PreparedAction | Problem {
  const {watchList, clock} = context.session;
  const watched = watchList.get('chat', chatId);
  const escalation = watched?.escalation;
  if (!escalation?.id) {
    return {problem: `No escalation of chat ${chatId} is known: escalate it from here first.`, field: null};
  }
  const id = escalation.id;
  const closes = CLOSING.includes(channel);
  const isChosen = channelToFinish(watched) === channel;
  const choose = step(
    context,
    updateChatEscalation,
    {params: {chat_id: chatId, id}, body: {deflection_channel: channel}},
    () => {
      watchList.escalated(chatId, {channel, deflected: null});
      watchList.follow('chat', chatId, clock.now());
      return plain(`Channel ${channel} was chosen.`);
    },
    lookAtChat(context, chatId),
  );
  const finish = () =>
    step(
      context,
      updateChat,
      {params: {id: chatId}, body: {chat: {status: 'finished', deflection_channel: channel, escalation_id: id}}},
      data => {
        const status = safeText((data as ChatRecord).status ?? 'finished', 40);
        const detail = watchList.get('chat', chatId)?.detail ?? '';
        watchList.seen(`chat/${chatId}`, {status, detail, ended: isEnd(status)}, stampOf(clock));
        return plain(`The chat is ${status}; the customer goes on by ${channel}.`);
      },
      lookAtChat(context, chatId),
    );
  return {
    id: context.newId(),
    title: isChosen ? `Finish chat ${chatId}, deflected to ${channel}` : `Deflect chat ${chatId} to ${channel}`,
    class: 'write',
    targets: [chatTarget(chatId)],
    facts: factsOf(closes, isChosen),
    steps: [...(isChosen ? [] : [choose]), ...(closes ? [finish()] : [])],
    typed: [],
    countdownMs: 0,
  };
}

function factsOf(closes: boolean, isChosen: boolean): readonly string[] {
  if (isChosen) return ['The channel was chosen before; the chat is still to be finished.'];
  return closes ? ['Two requests: the channel is chosen, then the chat is finished.'] : [];
}

/** The reason of a deflection, where the answer tells one at all: no such field is documented. */
function deflectionOf(escalation: EscalationRecord): string | null {
  if (escalation.deflection_reason) return safeText(escalation.deflection_reason, 40);
  return escalation.status === 'deflected' ? 'deflected' : null;
}

/** A chat whose answer was lost is looked at in Watch. */
const lookAtChat =
  ({session}: ActionContext, chatId: number): ActionStep['look'] =>
  () => {
    session.watchList.follow('chat', chatId, session.clock.now());
    return {words: 'The chat is followed in Watch: look there before it is repeated.', expected: []};
  };

const plain = (summary: string): Outcome => ({
  summary,
  rows: [],
  isRefused: false,
  job: null,
  expected: [],
});
