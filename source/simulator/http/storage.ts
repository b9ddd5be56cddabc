import type {IncomingMessage} from 'node:http';
import {MEDIA_RULES, type MediaStore} from '../media/media-store.js';
import {readForm} from './form.js';
import {badRequest, Refusal} from './refusal.js';
import type {Answer} from './route.js';

/** Where files of chats are uploaded to: on the same server, outside the API root. */
export const STORAGE_ROOT = '/uploads/';

/** Takes uploads. It is no part of the API: who has the fields of a ticket may upload, nobody else. */
export type Storage = {
  /** Reads one form and keeps its file. Rejects with a `Refusal`. */
  readonly receive: (request: IncomingMessage) => Promise<Answer>;
};

// Somewhat too large a file is read to its end, so that its sender gets to see why it is refused.
const LARGEST_FORM = 64 * 1_048_576;

/** Builds the storage over a store. `now`: ms on the monotonic clock. */
export function createStorage(media: MediaStore, now: () => number): Storage {
  return {
    async receive(request) {
      if (request.headers.authorization !== undefined) {
        throw badRequest('Only one way of authorization is allowed: leave the Authorization header out');
      }
      if (request.method !== 'POST') throw new Refusal(405, 'Only POST is allowed here');
      const arrivedAt = now();
      const {values, early, file} = await readForm(request, {kept: MEDIA_RULES.video.most, read: LARGEST_FORM});
      // A storage service reads fields only up to the file.
      const field = (name: string): string => {
        const value = early.has(name) ? values.get(name) : undefined;
        if (value === undefined) throw badRequest(`The form lacks the field ${name}, or has it behind the file`);
        return value;
      };
      const ticket = media.ticket(field('key'));
      if (ticket?.policy !== field('policy')) throw new Refusal(403, 'The policy does not allow this key');
      if (arrivedAt > ticket.expiresAt) throw new Refusal(403, 'The policy has expired');
      const {type, most} = MEDIA_RULES[ticket.kind];
      if (field('content-type') !== type) throw new Refusal(403, `The policy allows only ${type}`);
      if (file?.field !== 'file') throw badRequest('The form lacks the field file');
      if (file.type !== type && file.type !== 'application/octet-stream') {
        throw badRequest(`The file must be ${type}, not ${file.type}`);
      }
      if (file.bytes === 0) throw badRequest('The file is empty');
      if (file.bytes > most) throw badRequest(`The file is too large: at most ${most} bytes are allowed`);
      media.keep(ticket, file.head);
      return {status: 204, body: undefined, headers: {location: `${STORAGE_ROOT}${encodeURI(ticket.key)}`}};
    },
  };
}
