import {openAsBlob} from 'node:fs';
import {basename, extname} from 'node:path';
import {FormData} from 'undici';
import type {BuiltRequest} from './build-request.js';

/** What is written behind the headers of a request. */
export type Payload = string | FormData | null;

const TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.zip': 'application/zip',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.mp4': 'video/mp4',
};

/** The media type that a file's ending stands for. */
export const mediaTypeOf = (path: string): string => TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';

/** A file to be sent: read from disk while it is sent, never held as a whole. Rejects when it cannot be opened. */
export const openFile = (path: string): Promise<Blob> => openAsBlob(path, {type: mediaTypeOf(path)});

/** The body of a request, its files opened. Rejects with the system's error when one cannot be. */
export async function payloadOf({body, parts}: Pick<BuiltRequest, 'body' | 'parts'>): Promise<Payload> {
  if (!parts) return body;
  const form = new FormData();
  for (const part of parts) {
    if ('file' in part) form.append(part.name, await openFile(part.file), basename(part.file));
    else form.append(part.name, part.value);
  }
  return form;
}
