import {crc32, inflateRawSync} from 'node:zlib';

// Zip as APPNOTE.TXT 6.3.10 has it, sections 4.3.7 (local header), 4.3.9 (descriptor), 4.3.12 (directory), 4.3.16 (end).
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const DESCRIPTOR_BYTES = 16;
const DIRECTORY_BYTES = 46;
const END_BYTES = 22;
/** Check and length follow the content, so that it need not be known before. */
const LENGTHS_FOLLOW = 0x0008;
const DOS_DATE = 0x5a21;

/** One file of an archive: its length is known, its content comes in pieces. */
export type ZipEntry = {readonly name: string; readonly bytes: number; readonly content: () => Iterable<Buffer>};

/** Length of the archive of these entries, bytes. */
export const zipBytes = (entries: readonly ZipEntry[]): number =>
  entries.reduce(
    (sum, {name, bytes}) => sum + LOCAL_BYTES + DESCRIPTOR_BYTES + DIRECTORY_BYTES + 2 * name.length + bytes,
    END_BYTES,
  );

/** The archive in pieces; nothing is compressed. Names must be ASCII, everything together below 4 GiB. */
export function* zip(entries: readonly ZipEntry[]): Generator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const {name, bytes, content} of entries) {
    const head = header(LOCAL, LOCAL_BYTES, name, 4);
    yield head;
    let check = 0;
    for (const piece of content()) {
      check = crc32(piece, check);
      yield piece;
    }
    const descriptor = Buffer.alloc(DESCRIPTOR_BYTES);
    descriptor.writeUInt32LE(DESCRIPTOR, 0);
    writeLengths(descriptor, 4, check, bytes);
    yield descriptor;
    const entry = header(DIRECTORY, DIRECTORY_BYTES, name, 6);
    entry.writeUInt16LE(20, 4);
    writeLengths(entry, 16, check, bytes);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry);
    offset += head.length + bytes + DESCRIPTOR_BYTES;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([...directory, end]);
}

/** A header with its name behind it. `at`: where "version needed" stands, which the common fields follow. */
function header(signature: number, bytes: number, name: string, at: number): Buffer {
  const buffer = Buffer.alloc(bytes + name.length);
  buffer.writeUInt32LE(signature, 0);
  buffer.writeUInt16LE(20, at);
  buffer.writeUInt16LE(LENGTHS_FOLLOW, at + 2);
  buffer.writeUInt16LE(DOS_DATE, at + 8);
  buffer.writeUInt16LE(name.length, at + 22);
  buffer.write(name, bytes, 'latin1');
  return buffer;
}

function writeLengths(buffer: Buffer, at: number, check: number, bytes: number): void {
  buffer.writeUInt32LE(check, at);
  buffer.writeUInt32LE(bytes, at + 4);
  buffer.writeUInt32LE(bytes, at + 8);
}

/** Whether these are the first bytes of an archive. */
export const isZip = (head: Buffer): boolean => head.length >= LOCAL_BYTES && head.readUInt32LE(0) === LOCAL;

/**
 * The content of the first file of an archive, from the archive's first bytes; undefined when it cannot be read from
 * them. `most`: longest content, bytes.
 */
export function firstFileOf(head: Buffer, most: number): Buffer | undefined {
  if (!isZip(head)) return undefined;
  const flags = head.readUInt16LE(6);
  const method = head.readUInt16LE(8);
  const start = LOCAL_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (method === 8) {
    try {
      return inflateRawSync(head.subarray(start), {maxOutputLength: most});
    } catch {
      return undefined;
    }
  }
  if (method !== 0) return undefined;
  const end = (flags & LENGTHS_FOLLOW) === 0 ? start + head.readUInt32LE(18) : storedEnd(head, start);
  return end === undefined || end > head.length || end - start > most ? undefined : head.subarray(start, end);
}

/** Where a stored file of unknown length ends: at a descriptor that tells the length that lies before it. */
function storedEnd(head: Buffer, start: number): number | undefined {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(DESCRIPTOR, 0);
  for (let at = head.indexOf(mark, start); at !== -1; at = head.indexOf(mark, at + 1)) {
    if (at + DESCRIPTOR_BYTES <= head.length && head.readUInt32LE(at + 8) === at - start) return at;
  }
  return undefined;
}
