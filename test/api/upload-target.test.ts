import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type LookUp, uploadAddress} from '../../source/api/upload-address.js';
import {sendUpload, type Uploading} from '../../source/api/upload-target.js';
import {systemClock} from '../../source/lib/clock.js';

const OUTSIDE = {isTenantLocal: false, isPrivateAllowed: false};
const lookUpOf =
  (...addresses: readonly string[]): LookUp =>
  async () =>
    addresses.map(address => ({address, family: address.includes(':') ? 6 : 4}));

describe('the address of a target', () => {
  test.each([
    ['http://files.example.com/', ['93.184.216.34'], /not https/],
    ['https://user:pass@files.example.com/', ['93.184.216.34'], /credentials in it/],
    ['https://files.example.com/', ['10.0.0.8'], /10\.0\.0\.8, private \(allowPrivateUploads/],
    ['https://files.example.com/', ['93.184.216.34', '169.254.169.254'], /link-local/],
    ['https://files.example.com/', ['100.64.3.2'], /carrier-grade NAT/],
    ['https://files.example.com/', ['fd00::7'], /private/],
    ['https://files.example.com/', ['::ffff:10.0.0.8'], /no public address/],
    ['https://files.example.com/', ['127.0.0.1'], /loopback/],
    ['https://files.example.com/', [], /has no address/],
    ['https://192.168.1.4/', [], /private/],
    ['https://[fe80::1]/', [], /link-local/],
    ['https://0.0.0.0/', [], /unspecified/],
    ['https://224.0.0.9/', [], /multicast/],
    ['https://0x7f000001/', [], /loopback/],
    ['http://127.0.0.1:9/', [], /loopback/],
    ['http://localhost/', ['93.184.216.34'], /no public address|not https/],
    ['https://files.example.com/', ['1234::1'], /reserved/],
  ])('%s at %j is refused', async (url, addresses, words) => {
    await expect(uploadAddress(new URL(url), OUTSIDE, lookUpOf(...addresses))).rejects.toThrow(words);
  });

  test('a public address is taken, a private one where that is allowed, loopback where the tenant is there', async () => {
    const url = new URL('https://files.example.com/');
    expect(await uploadAddress(url, OUTSIDE, lookUpOf('93.184.216.34'))).toMatchObject({address: '93.184.216.34'});
    const inside = {...OUTSIDE, isPrivateAllowed: true};
    expect(await uploadAddress(url, inside, lookUpOf('10.0.0.8'))).toMatchObject({address: '10.0.0.8'});
    await expect(uploadAddress(url, inside, lookUpOf('127.0.0.1'))).rejects.toThrow(/loopback/);
    const local = {...OUTSIDE, isTenantLocal: true};
    expect(await uploadAddress(new URL('http://127.0.0.1:9/'), local, lookUpOf())).toMatchObject({family: 4});
  });

  test('a name that nobody knows is said', async () => {
    const lookUp = () => Promise.reject(new Error('ENOTFOUND'));
    await expect(uploadAddress(new URL('https://nowhere.example.com/'), OUTSIDE, lookUp)).rejects.toThrow(
      /has no address: nowhere/,
    );
  });
});

describe('an upload', () => {
  let directory = '';
  let path = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'floorwalker-upload-'));
    path = join(directory, 'photo.jpg');
    writeFileSync(path, 'the photo');
  });
  afterEach(() => rmSync(directory, {recursive: true}));

  const uploading = (signal = new AbortController().signal): Uploading => ({
    clock: systemClock,
    signal,
    reach: {isTenantLocal: true, isPrivateAllowed: false},
    lookUp: lookUpOf('127.0.0.1'),
    inSlot: async (_origin, send) => send(),
    answered: () => {},
  });

  async function at(listener: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
    const server = createServer(listener);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    try {
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/put?x=1`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  test('carries every field, then the file, and no credentials', async () => {
    let seen = {text: '', headers: ''};
    const listener: RequestListener = (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        seen = {text: Buffer.concat(parts).toString('latin1'), headers: request.rawHeaders.join(' ').toLowerCase()};
        response.writeHead(204).end();
      });
    };
    await at(listener, async url => {
      await sendUpload({target: {url, fields: {key: 'a/b', policy: 'p'}}, path}, uploading());
    });
    const order = ['name="key"', 'a/b', 'name="policy"', 'name="file"; filename="photo.jpg"', 'the photo'];
    const places = order.map(text => seen.text.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(seen.headers).not.toMatch(/authorization|cookie/);
  });

  test.each([
    ['a redirect is not followed', 302, {location: 'https://elsewhere.example.com/'}, /\(302\) \(redirects are not/],
    ['a refusal is told with its words', 403, {}, /refused the upload \(403\): no such policy/],
  ])('%s', async (_name, status, headers, words) => {
    await at(
      (request, response) => {
        request.resume();
        request.on('end', () => response.writeHead(status, headers).end('no such policy'));
      },
      async url => {
        await expect(sendUpload({target: {url, fields: {}}, path}, uploading())).rejects.toThrow(words);
      },
    );
  });

  test('a host that is not reached, and an upload that is given up before it began: nothing left', async () => {
    let url = '';
    await at(
      () => {},
      async origin => {
        url = origin;
      },
    );
    const gone = sendUpload({target: {url, fields: {}}, path}, uploading());
    await expect(gone).rejects.toMatchObject({name: 'UploadNotSentError', reached: 'no'});
    const leaving = new AbortController();
    leaving.abort();
    const left = sendUpload({target: {url, fields: {}}, path}, uploading(leaving.signal));
    await expect(left).rejects.toMatchObject({name: 'UploadNotSentError', message: expect.stringMatching(/given up/)});
  });

  test('a connection that breaks off, and an answer without an end, are said', async () => {
    await at(
      request => request.socket.destroy(),
      async url => {
        await expect(sendUpload({target: {url, fields: {}}, path}, uploading())).rejects.toThrow(/broke off/);
      },
    );
    await at(
      (request, response) => {
        request.resume();
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
          response.once('drain', more);
        };
        request.on('end', more);
      },
      async url => {
        await expect(sendUpload({target: {url, fields: {}}, path}, uploading())).rejects.toThrow(/broke off/);
      },
    );
  });

  test('whoever leaves breaks it off', async () => {
    const leaving = new AbortController();
    await at(
      () => leaving.abort(),
      async url => {
        await expect(sendUpload({target: {url, fields: {}}, path}, uploading(leaving.signal))).rejects.toThrow();
      },
    );
  });

  test('an address that is none is refused', async () => {
    const target = {url: 'nowhere', fields: {}};
    await expect(sendUpload({target, path}, uploading())).rejects.toThrow(/is no address: nowhere/);
  });
});
