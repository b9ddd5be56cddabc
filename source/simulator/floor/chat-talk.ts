import type {Chat, ChatMessage, Sender} from './chat.js';
import {elementAt} from './random.js';
import type {Timeline} from './timeline.js';

/** Messages kept of one chat. */
const MOST_MESSAGES = 300;
const BOT_ANSWERS_AFTER_MS = 3000;
const AGENT_ANSWERS_AFTER_MS = 9000;

const BOT_GREETING = 'Hello, I am Ada, the virtual assistant. What can I do for you?';
const BOT_ANSWERS = [
  'I see. Could you tell me the number on the type plate?',
  'Thank you. I have found your order and am looking at it.',
  'I can offer you a new date, or connect you with a colleague.',
] as const;
const AGENT_ANSWERS = [
  'Thank you, let me look that up.',
  'I have it here. One moment, please.',
  'That is done. Is there anything else?',
] as const;
const QUESTIONS = [
  'Hello, the machine stopped in the middle of the programme and shows E18.',
  'Where is my delivery? It should have come yesterday.',
  'I would like to move my appointment to next week.',
  'I was charged twice for the same order.',
  'Which filter fits my model?',
] as const;

/** What is written in chats. */
export type ChatTalk = {
  /** Adds a message of the customer; whoever the chat is with answers some seconds later. */
  readonly post: (chat: Chat, content: ChatMessage['content']) => void;
  /** Adds messages of an earlier conversation; those that lie too far back are left out. */
  readonly addEarlier: (chat: Chat, messages: readonly ChatMessage[]) => void;
  /** Everything written up to now, oldest first. */
  readonly transcriptOf: (chat: Chat) => readonly ChatMessage[];
};

/** Builds the talk on a timeline. */
export function createChatTalk(timeline: Timeline): ChatTalk {
  function add(chat: Chat, message: ChatMessage): void {
    chat.messages.push(message);
    if (chat.messages.length > MOST_MESSAGES) chat.messages.shift();
  }

  function planAnswer(chat: Chat): void {
    const {state} = chat.contact;
    if (state !== 'bot' && state !== 'serving') return;
    const [sender, answers, wait] =
      state === 'bot'
        ? (['virtual_agent', BOT_ANSWERS, BOT_ANSWERS_AFTER_MS] as const)
        : (['agent', AGENT_ANSWERS, AGENT_ANSWERS_AFTER_MS] as const);
    timeline.after(wait, () => {
      if (chat.contact.state !== state) return;
      const said = chat.messages.filter(message => message.sender === sender).length;
      add(chat, textOf(sender, timeline.now(), elementAt(answers, said)));
    });
  }

  return {
    post(chat, content) {
      add(chat, {sender: 'end_user', at: timeline.now(), content});
      planAnswer(chat);
    },
    addEarlier: (chat, messages) => chat.messages.unshift(...messages.slice(-MOST_MESSAGES)),
    transcriptOf: chat =>
      [...routineOf(chat).filter(({at}) => at <= timeline.now()), ...chat.messages].sort(
        (one, other) => one.at - other.at,
      ),
  };
}

const textOf = (sender: Sender, at: number, text: string): ChatMessage => ({
  sender,
  at,
  content: {type: 'text', text},
});

/** What is said in every chat: greetings, and the question of a visitor. Worked out when it is asked for. */
function routineOf({id, contact, withVirtualAgent, isVisit}: Chat): readonly ChatMessage[] {
  const {createdAt, servedAt, agent} = contact;
  return [
    ...(withVirtualAgent ? [textOf('virtual_agent', createdAt + 1000, BOT_GREETING)] : []),
    ...(isVisit ? [textOf('end_user', createdAt + 9000, elementAt(QUESTIONS, id))] : []),
    ...(servedAt === null
      ? []
      : [
          textOf(
            'agent',
            servedAt + 4000,
            `Hello, this is ${agent?.firstName ?? 'your agent'}. I am reading your chat.`,
          ),
        ]),
  ];
}
