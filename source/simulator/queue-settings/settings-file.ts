import {Readable} from 'node:stream';
import type {FileContent} from '../http/route.js';
import type {SettingsVersion} from './settings-versions.js';
import {type ZipEntry, zip, zipBytes} from './zip.js';

const PIECE = 65_536;
/** Length of the audio files of an export when nothing else is asked for. */
const USUAL_AUDIO_BYTES = 48_000;

/**
 * The file of a version: JSON, or a zip where it has files beside the settings. It is made while it is sent. `leastBytes`
 * makes it at least that long: by a longer audio file, or by spaces behind the JSON text.
 */
export function settingsFile(version: SettingsVersion, leastBytes: number): FileContent {
  const json = Buffer.from(version.document, 'utf8');
  const name = `queues-settings-${version.id}`;
  if (!version.withFiles) {
    const padding = Math.max(0, leastBytes - json.length);
    return {
      type: 'application/json',
      name: `${name}.json`,
      bytes: json.length + padding,
      open: () => readable(chain([json], pieces(padding, 0x20))),
    };
  }
  const audio = Math.max(USUAL_AUDIO_BYTES, leastBytes);
  const entries: readonly ZipEntry[] = [
    {name: 'queues-settings.json', bytes: json.length, content: () => [json]},
    // Silence, as 8-bit PCM has it.
    {name: 'audio/greeting.raw', bytes: audio, content: () => pieces(audio, 0x80)},
  ];
  return {
    type: 'application/zip',
    name: `${name}.zip`,
    bytes: zipBytes(entries),
    open: () => readable(zip(entries)),
  };
}

/** As many bytes of one value, in pieces of 64 KiB that share their memory. */
function* pieces(bytes: number, value: number): Generator<Buffer> {
  const piece = Buffer.alloc(Math.min(PIECE, bytes), value);
  for (let left = bytes; left > 0; left -= piece.length) yield left < piece.length ? piece.subarray(0, left) : piece;
}

function* chain(...parts: readonly Iterable<Buffer>[]): Generator<Buffer> {
  for (const part of parts) yield* part;
}

const readable = (content: Iterable<Buffer>): Readable => Readable.from(content, {objectMode: false});
