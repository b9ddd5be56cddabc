import type {Chat, DeflectionChannel, DeflectionReason, EndUserRef, Escalation} from './chat.js';
import type {ChatBook} from './chat-book.js';
import type {ContactFlow} from './contact-flow.js';
import {BOT_SETTLES} from './demand.js';
import {type Admission, admissionOf, channelOf, type FloorQueue} from './floor-queue.js';
import type {Random} from './random.js';
import type {Timeline} from './timeline.js';

const FIRST_ESCALATION_ID = 6101;
const MEAN_BOT_TALK = 110_000;
// A chat that somebody opened by hand stays with the virtual agent this long, so that it can be worked with.
const PATIENT_BOT_TALK = 20 * 60_000;

/** What can be done with chats: begin, escalate, answer a deflection, resume, finish. */
export type ChatDesk = {
  /** Begins a chat: with the virtual agent where the queue has one, else in line; deflected when that is shut. */
  readonly begin: (queue: FloorQueue, setting: {readonly impatient: boolean; readonly endUser?: EndUserRef}) => Chat;
  /** Asks for a human agent. Only for a chat that is with the virtual agent. */
  readonly escalate: (chat: Chat, reason: string | null, force: boolean) => Escalation;
  /** Records the channel that a deflected customer takes; false when `human_agent` is not to be had. */
  readonly choose: (chat: Chat, escalation: Escalation, channel: DeflectionChannel) => boolean;
  /** Puts a dismissed chat back in line; false while the queue is closed. */
  readonly resume: (chat: Chat) => boolean;
  readonly finish: (chat: Chat) => void;
  /** Whether the chat's queue takes chats now. */
  readonly admission: (queue: FloorQueue) => Admission;
};

type Setting = {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly flow: ContactFlow;
  readonly book: ChatBook;
};

/** Builds the desk over a book of chats. */
export function createChatDesk({timeline, random, flow, book}: Setting): ChatDesk {
  let nextEscalationId = FIRST_ESCALATION_ID;

  function admission(queue: FloorQueue): Admission {
    const line = channelOf(queue, 'chat');
    return line === undefined ? 'after_hours' : admissionOf(queue, line, timeline.now());
  }

  function enterLine(chat: Chat): void {
    if (admission(chat.contact.queue) === 'open') flow.enqueue(chat.contact);
    else flow.end(chat.contact, 'deflected');
  }

  function planBotEnd(chat: Chat): void {
    const {epoch, impatient} = chat.contact;
    timeline.after(impatient ? random.logNormal(MEAN_BOT_TALK, 0.5) : PATIENT_BOT_TALK, () => {
      if (chat.contact.epoch !== epoch) return;
      if (!impatient) flow.end(chat.contact, 'va_dismissed');
      else if (random.chance(BOT_SETTLES)) flow.end(chat.contact, random.chance(0.7) ? 'finished' : 'va_dismissed');
      else enterLine(chat);
    });
  }

  function addEscalation(chat: Chat, reason: string | null, deflectionReason: DeflectionReason | null): Escalation {
    const escalation = {id: nextEscalationId, chatId: chat.id, reason, deflectionReason, deflectionChannel: null};
    nextEscalationId += 1;
    chat.escalations.push(escalation);
    return escalation;
  }

  return {
    admission,
    begin(queue, setting) {
      const chat = book.open(queue, setting);
      if (chat.withVirtualAgent) planBotEnd(chat);
      else enterLine(chat);
      return chat;
    },
    escalate(chat, reason, force) {
      const {contact} = chat;
      const answer = force ? 'open' : admission(contact.queue);
      if (answer !== 'open') return addEscalation(chat, reason, answer);
      contact.impatient = false;
      flow.enqueue(contact);
      return addEscalation(chat, reason, null);
    },
    choose(chat, escalation, channel) {
      if (channel === 'human_agent') {
        if (escalation.deflectionReason !== 'over_capacity') return false;
        chat.contact.impatient = false;
        flow.enqueue(chat.contact);
      }
      escalation.deflectionChannel = channel;
      return true;
    },
    resume(chat) {
      if (admission(chat.contact.queue) === 'after_hours') return false;
      chat.contact.impatient = false;
      chat.contact.endedAt = null;
      chat.contact.ending = null;
      chat.contact.agent = null;
      flow.enqueue(chat.contact);
      return true;
    },
    finish: chat => flow.end(chat.contact, 'finished'),
  };
}
