import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {z} from 'zod';
import {fields, file, text} from '../../source/api/fields.js';
import {operation} from '../../source/api/operation.js';
import {httpServer} from './loopback.js';
import {testClient} from './test-client.js';

const upload = operation({
  id: 'upload',
  group: 'Test',
  title: 'Upload',
  help: 'Uploads.',
  method: 'POST',
  path: '/files',
  class: 'write',
  repeat: 'never',
  confidence: 'documented',
  encoding: 'multipart',
  body: fields({name: text('name'), file: file('file', {endings: ['.json'], mostBytes: 4_000_000})}),
  answer: z.unknown(),
});

const download = operation({
  id: 'download',
  group: 'Test',
  title: 'Download',
  help: 'Downloads.',
  method: 'GET',
  path: '/files',
  class: 'read',
  repeat: 'safe',
  confidence: 'documented',
  answers: 'file',
  answer: z.unknown(),
});

let folder = '';
const closers: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'floorwalker-files-'));
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  rmSync(folder, {recursive: true});
});

const clientOf = (origin: string) => {
  const made = testClient(origin);
  closers.unshift(made.close);
  return made.client;
};
const fileWith = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('a multipart body', () => {
  test('reaches the server as fields and a named file, each byte of it', async () => {
    const bytes = Buffer.from(Array.from({length: 300_000}, (_, index) => index % 251));
    const path = fileWith('numbers.json', bytes);
    const received: FormData[] = [];
    const server = await httpServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      expect(Number(request.headers['content-length'])).toBe(body.length);
      received.push(
        await new Response(body, {headers: {'content-type': request.headers['content-type'] ?? ''}}).formData(),
      );
      response.end('{}');
    });
    closers.push(server.close);
    const body = {name: 'Ünï "q"', file: {path}};
    await clientOf(server.origin).run(upload, {body}, {passage: 'act'});
    const [form] = received;
    expect(form?.get('name')).toBe('Ünï "q"');
    const sent = form?.get('file') as File;
    expect([sent.name, sent.type]).toEqual(['numbers.json', 'application/json']);
    expect(Buffer.from(await sent.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('is sent whole again after a 429', async () => {
    const sizes: number[] = [];
    const server = await httpServer(async (request, response) => {
      sizes.push(Buffer.concat(await request.toArray()).length);
      response.statusCode = sizes.length === 1 ? 429 : 200;
      response.end('{}');
    });
    closers.push(server.close);
    const body = {name: 'a', file: {path: fileWith('a.json', '[1]')}};
    await clientOf(server.origin).run(upload, {body}, {passage: 'act'});
    expect(sizes).toHaveLength(2);
    expect(sizes[1]).toBe(sizes[0]);
  });

  test.each([
    ['missing.json', null, /body field file: there is no file .*missing\.json/],
    ['a.csv', 'a', /body field file: takes a file whose name ends in \.json, not .*a\.csv/],
    ['empty.json', '', /body field file: takes a file with something in it/],
    ['large.json', Buffer.alloc(4_000_001), /body field file: takes at most 4 MB; .* has 4\.0 MB/],
  ])('%s is refused, and nothing is sent', async (name, content, words) => {
    const path = content === null ? join(folder, name) : fileWith(name, content);
    const server = await httpServer((_, response) => response.end('{}'));
    closers.push(server.close);
    const run = clientOf(server.origin).run(upload, {body: {name: 'a', file: {path}}}, {passage: 'act'});
    await expect(run).rejects.toMatchObject({name: 'InvalidInputError', message: expect.stringMatching(words)});
    await expect(run).rejects.toMatchObject({field: {part: 'body', name: 'file'}});
    expect(server.arrivals).toHaveLength(0);
  });
});

describe('an answer that is a file', () => {
  const server = async (bytes: Buffer, status = 200) => {
    const made = await httpServer((_, response) => {
      response.writeHead(status, {'content-length': bytes.length});
      response.end(bytes);
    });
    closers.push(made.close);
    return made;
  };

  test('goes to the sink piece by piece, one at a time', async () => {
    const bytes = Buffer.from(Array.from({length: 2_000_000}, (_, index) => index % 253));
    const pieces: Buffer[] = [];
    let told: number | null = null;
    let isBusy = false;
    const sink = {
      begin: (length: number | null) => {
        told = length;
      },
      write: async (piece: Buffer) => {
        expect(isBusy).toBe(false);
        isBusy = true;
        pieces.push(Buffer.from(piece));
        await new Promise(resolve => setImmediate(resolve));
        isBusy = false;
      },
    };
    const answer = await clientOf((await server(bytes)).origin).run(download, {}, {passage: 'act', sink});
    expect(told).toBe(bytes.length);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    expect(answer.body).toHaveLength(0);
  });

  test('is given up when the sink fails', async () => {
    const sink = {begin: () => {}, write: () => Promise.reject(new Error('disk full'))};
    const run = clientOf((await server(Buffer.alloc(500_000))).origin).run(download, {}, {passage: 'act', sink});
    await expect(run).rejects.toThrow(/disk full/);
  });

  test('that is refused is an error, and the sink hears nothing', async () => {
    const heard: string[] = [];
    const sink = {begin: () => void heard.push('begin'), write: async () => void heard.push('write')};
    const refused = await server(Buffer.from('{"message":"no such version"}'), 403);
    const run = clientOf(refused.origin).run(download, {}, {passage: 'act', sink});
    await expect(run).rejects.toMatchObject({
      name: 'ForbiddenError',
      message: expect.stringContaining('no such version'),
    });
    expect(heard).toEqual([]);
  });
});
