import {open, stat} from 'node:fs/promises';

export type MediaKind = 'photo' | 'video';

/** What the platform takes: JPEG up to 2 MB, MP4 up to 20 MB ("Chat endpoints" of the Apps API). */
const RULES = {
  photo: {endings: /\.jpe?g$/i, name: 'a JPEG (.jpg)', mostBytes: 2 * 1024 * 1024, isOne: isJpeg},
  video: {endings: /\.mp4$/i, name: 'an MP4 (.mp4)', mostBytes: 20 * 1024 * 1024, isOne: isMp4},
} as const;

const HEAD_BYTES = 12;

/** Looks at a file before it is sent; resolves to its size in bytes, rejects with a sentence about what is wrong. */
export async function checkMediaFile(kind: MediaKind, path: string): Promise<number> {
  const {endings, name, mostBytes, isOne} = RULES[kind];
  const {size} = await stat(path);
  if (!endings.test(path)) throw new Error(`A ${kind} is ${name}: ${path} is called otherwise.`);
  if (size > mostBytes) {
    const most = mostBytes / (1024 * 1024);
    throw new Error(`A ${kind} has at most ${most} MB: ${path} has ${(size / (1024 * 1024)).toFixed(1)} MB.`);
  }
  if (!isOne(await headOf(path))) throw new Error(`A ${kind} is ${name}: what is in ${path} is something else.`);
  return size;
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function isJpeg(head: Buffer): boolean {
  return head.length >= 3 && head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff;
}

function isMp4(head: Buffer): boolean {
  return head.subarray(4, 8).toString('latin1') === 'ftyp';
}
