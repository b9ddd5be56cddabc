import type {Chat} from './chat.js';
import {type ChatBook, FIRST_CHAT_ID} from './chat-book.js';
import {type Admission, admissionOf, channelOf, type FloorQueue} from './floor-queue.js';
import type {Random} from './random.js';
import type {Timeline} from './timeline.js';

// One after the other, so that every outcome of an escalation can be tried.
const WANTED: readonly Admission[] = ['open', 'after_hours', 'over_capacity', 'open', 'over_capacity', 'after_hours'];

/** A handful of chats that stay with the virtual agent until somebody escalates or finishes them. */
export type StandingChats = {
  /** Opens the first ones, under the ids that the book keeps free for them. */
  readonly open: () => void;
  /** Replaces, sooner or later, those that have moved on. Due now and then. */
  readonly tend: () => void;
};

type Setting = {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly book: ChatBook;
  readonly queues: readonly FloorQueue[];
};

/** Prepares standing chats; none are opened where no queue takes chats. */
export function createStandingChats({timeline, random, book, queues}: Setting): StandingChats {
  const chatQueues = queues.filter(queue => channelOf(queue, 'chat') !== undefined);
  const withBot = chatQueues.filter(queue => queue.menu.virtualAgent);
  const candidates = withBot.length > 0 ? withBot : chatQueues;
  const standing: Chat[] = [];

  function place(wanted: Admission, id?: number): Chat {
    const fitting = candidates.filter(queue => {
      const line = channelOf(queue, 'chat');
      return line !== undefined && admissionOf(queue, line, timeline.now()) === wanted;
    });
    return book.open(random.pick(fitting.length > 0 ? fitting : candidates), {impatient: false, id});
  }

  return {
    open() {
      if (candidates.length === 0) return;
      for (const [index, wanted] of WANTED.entries()) standing.push(place(wanted, FIRST_CHAT_ID + index));
    },
    tend() {
      for (const [index, chat] of standing.entries()) {
        if (chat.contact.state === 'bot' || !random.chance(0.1)) continue;
        standing[index] = place(WANTED[index] ?? 'open');
      }
    },
  };
}
