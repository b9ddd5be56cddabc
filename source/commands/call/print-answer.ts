import {STATUS_CODES} from 'node:http';
import type {Answer} from '../../api/client.js';
import {printable} from '../../lib/json-line.js';
import {safeText} from '../../terminal/safe-text.js';
import type {OutputStream} from '../command-io.js';

/** Writes an answer's body: as it came into a pipe, pretty and harmless on a terminal. Resolves when it was taken. */
export function printBody(body: Buffer, stdout: OutputStream): Promise<void> {
  const bytes = stdout.isTTY ? shown(body) : body;
  if (bytes.length === 0) return Promise.resolve();
  return new Promise(resolve => stdout.write(bytes, () => resolve()));
}

function shown(body: Buffer): string {
  const text = body.toString('utf8');
  if (text.trim() === '') return '';
  try {
    return `${printable(JSON.stringify(JSON.parse(text), null, 2))}\n`;
  } catch {
    return `${text
      .split('\n')
      .map(line => safeText(line, 10_000))
      .join('\n')
      .trimEnd()}\n`;
  }
}

/** Status and times of an answer, for people. */
export function answerLine({status, ms, slotWaitMs}: Pick<Answer<unknown>, 'status' | 'ms' | 'slotWaitMs'>): string {
  const words = STATUS_CODES[status];
  return `${status}${words ? ` ${words}` : ''}, ${Math.round(ms)} ms, waited ${Math.round(slotWaitMs)} ms for a slot\n`;
}
