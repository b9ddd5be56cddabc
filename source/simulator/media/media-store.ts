import {createBoundedMap} from '../bounded-map.js';
import type {Random} from '../floor/random.js';

export type MediaKind = 'photo' | 'video';

/** What files of each kind may be; sizes in bytes. */
export const MEDIA_RULES: Readonly<
  Record<MediaKind, {readonly type: string; readonly most: number; readonly ending: string}>
> = {
  photo: {type: 'image/jpeg', most: 2_097_152, ending: 'jpg'},
  video: {type: 'video/mp4', most: 20_971_520, ending: 'mp4'},
};

/** How long an upload may be begun after it was asked for. */
export const UPLOAD_WITHIN_MS = 5 * 60_000;

/** A permission to upload one file for a chat. `expiresAt`: ms on the monotonic clock. */
export type UploadTicket = {
  readonly chatId: number;
  readonly kind: MediaKind;
  readonly key: string;
  readonly policy: string;
  readonly expiresAt: number;
};

/** A file that belongs to a chat. */
export type Media = {
  readonly id: number;
  readonly chatId: number;
  readonly kind: MediaKind;
  readonly content: Buffer;
};

/** Photos and videos of chats, and those that are being uploaded. */
export type MediaStore = {
  readonly offer: (chatId: number, kind: MediaKind, now: number) => UploadTicket;
  readonly ticket: (key: string) => UploadTicket | undefined;
  /** Keeps what was uploaded under a ticket; the same key again replaces it. */
  readonly keep: (ticket: UploadTicket, content: Buffer) => void;
  /** Makes an uploaded file part of its chat; undefined when nothing was uploaded under this key for that chat and kind. */
  readonly attach: (chatId: number, kind: MediaKind, key: string) => Media | undefined;
  readonly find: (chatId: number, id: number) => Media | undefined;
  readonly list: (chatId: number, kind: MediaKind) => readonly Media[];
};

const FIRST_MEDIA_ID = 33_071;
const MOST_TICKETS = 500;
/** All files together; beyond that the oldest are forgotten. */
const MOST_BYTES = 96 * 1_048_576;

/** An empty store. Keys and policies are drawn from `random`. */
export function createMediaStore(random: Random, subdomain: string): MediaStore {
  const tickets = createBoundedMap<string, UploadTicket>(MOST_TICKETS);
  const uploads = new Map<string, Buffer>();
  const media = new Map<number, Media>();
  let nextId = FIRST_MEDIA_ID;
  let bytes = 0;

  // What was attached is what people look for; what was never attached goes first.
  function makeRoom(): void {
    for (const [key, content] of uploads) {
      if (bytes <= MOST_BYTES) return;
      uploads.delete(key);
      bytes -= content.length;
    }
    for (const {id, content} of media.values()) {
      if (bytes <= MOST_BYTES) return;
      media.delete(id);
      bytes -= content.length;
    }
  }

  const word = (): string => random.below(0x1_0000_0000).toString(16).padStart(8, '0');

  return {
    ticket: key => tickets.get(key),
    offer(chatId, kind, now) {
      const key = `${subdomain}/chat/${chatId}/${word()}${word()}.${MEDIA_RULES[kind].ending}`;
      const policy = Buffer.from(JSON.stringify({key, until: word()})).toString('base64');
      const ticket = {chatId, kind, key, policy, expiresAt: now + UPLOAD_WITHIN_MS};
      tickets.set(key, ticket);
      return ticket;
    },
    keep({key}, content) {
      bytes += content.length - (uploads.get(key)?.length ?? 0);
      uploads.delete(key);
      makeRoom();
      uploads.set(key, content);
    },
    attach(chatId, kind, key) {
      const ticket = tickets.get(key);
      const content = uploads.get(key);
      if (content === undefined || ticket?.chatId !== chatId || ticket.kind !== kind) return undefined;
      uploads.delete(key);
      const made = {id: nextId, chatId, kind, content};
      nextId += 1;
      media.set(made.id, made);
      return made;
    },
    find(chatId, id) {
      const found = media.get(id);
      return found?.chatId === chatId ? found : undefined;
    },
    list: (chatId, kind) => [...media.values()].filter(one => one.chatId === chatId && one.kind === kind),
  };
}
