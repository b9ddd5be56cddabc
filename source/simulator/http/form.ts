import type {IncomingMessage} from 'node:http';
import {Busboy, type BusboyHeaders, type BusboyInstance} from '@fastify/busboy';
import {badRequest, Refusal} from './refusal.js';

/** The file of a form. Of a large one only the beginning is kept; the rest is counted and dropped. */
export type UploadedFile = {
  /** Name of the form's field. */
  readonly field: string;
  readonly filename: string;
  readonly type: string;
  readonly bytes: number;
  /** The first bytes; all of them when it is as long as `bytes`. */
  readonly head: Buffer;
};

/** A multipart body: its values, and its one file. */
export type Form = {
  readonly values: ReadonlyMap<string, string>;
  /** Names of the values that came before the file; storage services look at no others. */
  readonly early: ReadonlySet<string>;
  readonly file: UploadedFile | null;
};

/** Bounds of a form, bytes. */
export type FormLimits = {
  /** Most that is kept of the file. */
  readonly kept: number;
  /** Most that is read at all. */
  readonly read: number;
};

const MIB = 1_048_576;

/** What a form of the API may hold: files are kept up to 16 MiB and counted up to 4 GiB. */
export const API_FORM: FormLimits = {kept: 16 * MIB, read: 4096 * MIB};

/**
 * Reads a multipart body while it comes. Rejects with a `Refusal`: 400 when it is no such body or has two files, 413 when
 * it is longer than it may be.
 */
export function readForm(request: IncomingMessage, limits: FormLimits): Promise<Form> {
  return new Promise((resolve, reject) => {
    const busboy = open(request);
    const values = new Map<string, string>();
    const early = new Set<string>();
    let file: {field: string; filename: string; type: string; bytes: number; chunks: Buffer[]} | null = null;
    let read = 0;
    const give = (error: unknown): void => {
      request.unpipe(busboy);
      reject(error);
    };
    busboy.on('field', (name, value, _, isCut) => {
      if (isCut) give(new Refusal(413, `${name} is too long`, {connection: 'close'}));
      values.set(name, value);
      if (file === null) early.add(name);
    });
    busboy.on('file', (field, stream, filename, _, type) => {
      if (file !== null) {
        stream.resume();
        give(badRequest('One file at a time'));
        return;
      }
      const opened = {field, filename, type, bytes: 0, chunks: [] as Buffer[]};
      file = opened;
      stream.on('data', (chunk: Buffer) => {
        const left = limits.kept - opened.bytes;
        if (left > 0) opened.chunks.push(chunk.length > left ? chunk.subarray(0, left) : chunk);
        opened.bytes += chunk.length;
      });
    });
    busboy.on('error', () => give(badRequest('Request body is not a valid form')));
    busboy.on('finish', () => {
      if (file === null) return resolve({values, early, file});
      const {chunks, ...rest} = file;
      resolve({values, early, file: {...rest, head: Buffer.concat(chunks)}});
    });
    request.on('error', give);
    request.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read > limits.read) give(new Refusal(413, 'Request body is too large', {connection: 'close'}));
    });
    request.pipe(busboy);
  });
}

function open(request: IncomingMessage): BusboyInstance {
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: {fieldSize: 65_536, fields: 50, files: 2},
    });
  } catch {
    throw badRequest('Request body must be multipart/form-data');
  }
}

/** The file in this field of a form; 400 when there is none. */
export function fileOf(form: Form | null, field: string): UploadedFile {
  if (form?.file?.field !== field) throw badRequest(`${field} is required`);
  return form.file;
}

/** The JSON that a file holds; 413 when it was too large to be kept, undefined when it is no JSON. */
export function jsonOf(file: UploadedFile): unknown {
  if (file.head.length < file.bytes) {
    throw new Refusal(413, `A JSON file may have at most ${Math.round(API_FORM.kept / MIB)} MiB`);
  }
  try {
    return JSON.parse(file.head.toString('utf8'));
  } catch {
    return undefined;
  }
}
