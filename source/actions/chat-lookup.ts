import {NotFoundError} from '../api/errors.js';
import {getChat} from '../api/operations/chats.js';
import {PRIORITY} from '../budget/request-budget.js';
import {failureWords} from '../lib/failure-words.js';
import {FOLLOWED, type News} from '../polling/polls/followed-kinds.js';
import type {TenantSession} from '../session/tenant-session.js';
import {parseChatId} from './parse-chat-id.js';

/** What was told of a followed chat within this, ms, is not asked for again. */
const RECENT_MS = 30_000;

/** `words` is null until the tenant has answered. `isSent`: its slot is spent. */
type Looked = {
  readonly chatId: number;
  readonly leaving: AbortController;
  words: string | null;
  isSent: boolean;
  isFailed: boolean;
};

/**
 * Tells what chat an id stands for while its form is filled in, so that a mistyped id is seen before anybody agrees. Each id
 * costs one request; a chat that is followed and was just looked at costs none.
 */
export class ChatLookup {
  readonly #session: TenantSession;
  readonly #onNews: () => void;
  #looked: Looked | null = null;

  /** `onNews` hears that `words` has changed. */
  constructor(session: TenantSession, onNews: () => void) {
    this.#session = session;
    this.#onNews = onNews;
  }

  /** Asks for the chat that `text` names, unless that was done; one that was asked for before is given up. */
  look(text: string): void {
    const chatId = parseChatId(text);
    if (chatId === null || (chatId === this.#looked?.chatId && !this.#looked.isFailed)) return;
    this.close();
    const words = this.#followed(chatId);
    const looked: Looked = {chatId, leaving: new AbortController(), words, isSent: false, isFailed: false};
    this.#looked = looked;
    if (looked.words === null) void this.#ask(looked);
  }

  /** What is known of the chat that `text` names, as lines for its form. */
  words(text: string): readonly string[] {
    const looked = this.#lookedAt(text);
    return looked ? [looked.words ?? `Looking chat ${looked.chatId} up...`] : [];
  }

  /** The same for a confirmation. What still waits for a slot gives it up to the act. */
  facts(text: string): readonly string[] {
    const looked = this.#lookedAt(text);
    if (looked?.words) return [looked.words];
    if (!looked?.isSent) this.close();
    return ['The chat has not been looked up yet: check its id.'];
  }

  /** Gives up what was asked and is not answered. */
  close(): void {
    this.#looked?.leaving.abort();
    this.#looked = null;
  }

  #lookedAt(text: string): Looked | null {
    return this.#looked?.chatId === parseChatId(text) ? this.#looked : null;
  }

  #followed(chatId: number): string | null {
    const {watchList, clock} = this.#session;
    const watched = watchList.get('chat', chatId);
    const isRecent = watched?.at && watched.problem === null && clock.now() - watched.at.mono < RECENT_MS;
    return isRecent ? wordsOf(chatId, watched) : null;
  }

  async #ask(looked: Looked): Promise<void> {
    const {chatId, leaving} = looked;
    const {signal} = leaving;
    const beforeLeaving = (): void => {
      looked.isSent = true;
    };
    try {
      const answer = await this.#session.client.run(
        getChat,
        {params: {id: chatId}},
        {passage: 'act', priority: PRIORITY.act, label: `Look chat ${chatId} up`, signal, beforeLeaving},
      );
      looked.words = wordsOf(chatId, FOLLOWED.chat.read(answer));
    } catch (error) {
      if (signal.aborted) return;
      looked.isFailed = !(error instanceof NotFoundError);
      looked.words =
        error instanceof NotFoundError
          ? `NO CHAT ${chatId} WAS FOUND (GET /chats/${chatId}).`
          : `Chat ${chatId} could not be looked up: ${failureWords(error)}`;
    }
    if (!signal.aborted) this.#onNews();
  }
}

const wordsOf = (chatId: number, {status, detail, ended}: Pick<News, 'status' | 'detail' | 'ended'>): string =>
  `Chat ${chatId}: ${[status, detail].filter(Boolean).join(', ')}.${ended ? ' It has ended.' : ''}`;
