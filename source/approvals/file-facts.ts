import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import type {ApprovalRequest} from './approval-request.js';

type FileFacts = ApprovalRequest['requests'][number]['files'][number];

/** What a file holds now, read piece by piece: its size in bytes, and SHA-256 in hex. Rejects with the file system's error. */
export async function fileFacts(path: string): Promise<FileFacts> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of createReadStream(path)) {
    hash.update(piece as Buffer);
    size += (piece as Buffer).length;
  }
  return {path, size, hash: hash.digest('hex')};
}
