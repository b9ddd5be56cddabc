import {deflateRawSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {
  closeTenantsAfterEach,
  type FormFile,
  jsonFile,
  type Row,
  startTestTenant,
  type TestTenant,
} from './tenant-client.js';

closeTenantsAfterEach();

const small = {agents: 30, queues: 6} as const;
const root = '/queues_settings';
const versions = `${root}/version_histories`;
const exported = (files: boolean): string => `${root}/export?export_audio_files=${files}&export_attached_files=false`;

type Settings = {
  queues: {
    menu_id: number;
    lang: string;
    hours: {from_minute: number; to_minute: number};
    channels: {channel: string; max_queue_length: number}[];
  }[];
  contact_lists: Row[];
};
const jsonExport = async (test: TestTenant): Promise<Settings> =>
  JSON.parse((await test.download(exported(false))).bytes.toString('utf8')) as Settings;
const emailOf = ({tenant}: TestTenant): string =>
  tenant.floor.agents.find(({deactivatedAt}) => deactivatedAt === null)?.email ?? '';

const zipFile = (content: Buffer): FormFile => ({field: 'file', name: 'x.zip', type: 'application/zip', content});

/** An archive's beginning with one compressed file, as other programs write it. */
function deflated(text: string): Buffer {
  const data = deflateRawSync(Buffer.from(text));
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt16LE(1, 26);
  return Buffer.concat([head, Buffer.from('q'), data, Buffer.from('directory')]);
}

describe('an export', () => {
  it('is JSON of the floor as it is, when no files are asked for', async () => {
    const test = await startTestTenant(small);
    const {status, headers, bytes} = await test.download(exported(false));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('content-length')).toBe(String(bytes.length));
    const {queues, contact_lists: lists} = JSON.parse(bytes.toString('utf8')) as Settings;
    expect(queues).toHaveLength(test.tenant.floor.queues.length);
    const [queue] = test.tenant.floor.queues;
    expect(queues[0]).toMatchObject({
      menu_id: queue?.menu.id,
      lang: 'en',
      hours: {from_minute: queue?.hours.from, to_minute: queue?.hours.to},
    });
    expect(lists).toContainEqual(expect.objectContaining({name: 'Partner depots'}));
  });

  it('is a zip of the announced length with files, as large as a test asks for', async () => {
    const exportBytes = 3_000_000;
    const test = await startTestTenant({...small, exportBytes});
    const {headers, bytes} = await test.download(exported(true));
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="queues-settings-\d+\.zip"$/);
    expect(headers.get('content-length')).toBe(String(bytes.length));
    expect(bytes.length).toBeGreaterThan(exportBytes);
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    const plain = await test.download(exported(false));
    expect(plain.bytes.length).toBe(exportBytes);
    expect((JSON.parse(plain.bytes.toString('utf8')) as Settings).queues.length).toBeGreaterThan(0);
  });

  it('needs both choices', async () => {
    const test = await startTestTenant(small);
    expect(await test.message(`${root}/export?export_audio_files=true`)).toBe('export_attached_files is required');
    expect(await test.message(`${root}/export?export_audio_files=1&export_attached_files=true`)).toContain(
      'true or false',
    );
  });

  it('is given up quietly when the client goes away', async () => {
    const test = await startTestTenant({...small, exportBytes: 400_000_000});
    const {tenant} = test;
    const authorization = `Basic ${Buffer.from(`${tenant.subdomain}:${tenant.token}`).toString('base64')}`;
    const response = await fetch(`${tenant.baseUrl}${exported(true)}`, {headers: {authorization}});
    await response.body?.cancel();
    expect((await test.send('GET', versions)).status).toBe(200);
  });
});

describe('an import', () => {
  it('changes hours and limits of queues, which the floor then keeps to', async () => {
    const test = await startTestTenant(small);
    const settings = await jsonExport(test);
    const changed = settings.queues[0];
    if (changed === undefined) throw new Error('no queue');
    changed.hours = {from_minute: 0, to_minute: 1};
    for (const channel of changed.channels) channel.max_queue_length = 77;
    const reply = await test.form('POST', `${root}/import`, {email: emailOf(test)}, jsonFile(settings));
    expect(reply).toMatchObject({status: 200, body: {action: 'import', user_email: emailOf(test)}});
    const channel = changed.channels[0]?.channel;
    const path = `/queue_operation_statuses?menu_id=${changed.menu_id}&lang=${changed.lang}&channel_type=${channel}`;
    expect((await test.send('GET', path)).body).toMatchObject({after_hour: true});
    expect((await jsonExport(test)).queues[0]).toMatchObject({
      hours: {from_minute: 0, to_minute: 1},
      channels: expect.arrayContaining([expect.objectContaining({max_queue_length: 77})]),
    });
  });

  it('takes its own zip, and one that another program made', async () => {
    const test = await startTestTenant(small);
    const {bytes} = await test.download(exported(true));
    const email = emailOf(test);
    expect((await test.form('POST', `${root}/import`, {email}, zipFile(bytes))).status).toBe(200);
    const settings = JSON.stringify(await jsonExport(test));
    expect((await test.form('POST', `${root}/import`, {email}, zipFile(deflated(settings)))).status).toBe(200);
    expect((await test.form('POST', `${root}/import`, {email}, zipFile(deflated('no json')))).status).toBe(400);
  });

  it('is refused when file or user are not right', async () => {
    const test = await startTestTenant(small);
    const email = emailOf(test);
    const send = async (values: Readonly<Record<string, string>>, file?: FormFile): Promise<string> => {
      const reply = await test.form('POST', `${root}/import`, values, file);
      expect(reply.status).toBe(400);
      return (reply.body as {message: string}).message;
    };
    expect(await send({email})).toBe('file is required');
    expect(await send({}, jsonFile({queues: []}))).toBe('email is required');
    expect(await send({email: 'x@example.net'}, jsonFile({queues: []}))).toBe('email belongs to no active user');
    expect(await send({email}, jsonFile({}))).toContain('queues');
    expect(await send({email}, jsonFile({queues: [{menu_id: 1, lang: 'en'}]}))).toBe('Queue 1 (en) does not exist');
    expect(await send({email}, {...jsonFile(1), content: 'nothing'})).toBe('file is neither JSON nor a zip');
  });
});

describe('versions', () => {
  it('are kept, listed newest first, downloaded, and restored by id or revision', async () => {
    const test = await startTestTenant(small);
    const email = emailOf(test);
    const flags = {export_audio_files: false, export_attached_files: false};
    const saved = (await test.send('POST', `${versions}/auto_saved`, flags)).body as Row;
    expect(saved).toMatchObject({id: 87, action: 'auto_saved', revision: expect.stringMatching(/^[0-9a-f-]{36}$/)});
    const settings = await jsonExport(test);
    const before = settings.queues[0]?.hours;
    if (settings.queues[0]) settings.queues[0].hours = {from_minute: 5, to_minute: 6};
    await test.form('POST', `${root}/import`, {email}, jsonFile(settings));
    expect((await test.rows(versions)).map(({action}) => action)).toEqual(['import', 'export', 'auto_saved']);
    expect((await test.send('GET', `${versions}/87`)).body).toEqual(saved);
    const file = await test.download(`${versions}/87/download`);
    expect((JSON.parse(file.bytes.toString('utf8')) as Settings).queues[0]?.hours).toEqual(before);
    expect(await test.send('POST', `${versions}/restore`, {id: 87, email})).toMatchObject({
      status: 200,
      body: {action: 'restore', id: 90},
    });
    expect((await jsonExport(test)).queues[0]?.hours).toEqual(before);
    const byRevision = {email, revision: String(saved['revision']).toUpperCase()};
    expect((await test.send('POST', `${versions}/restore`, byRevision)).status).toBe(200);
    const statusOf = async (body: Row): Promise<number> =>
      (await test.send('POST', `${versions}/restore`, body)).status;
    expect(await statusOf({email})).toBe(400);
    expect(await statusOf({email, id: 5})).toBe(404);
    expect(await statusOf({email: 'x@example.net', id: 87})).toBe(400);
    expect(await statusOf({email, id: 88, revision: saved['revision']})).toBe(400);
    expect((await test.send('GET', `${versions}/5`)).status).toBe(404);
  });

  it('are forgotten when there are too many', async () => {
    const test = await startTestTenant(small);
    const flags = {export_audio_files: false, export_attached_files: false};
    for (let count = 0; count < 25; count++) await test.send('POST', `${versions}/auto_saved`, flags);
    const rows = await test.rows(versions);
    expect(rows).toHaveLength(20);
    expect(rows.at(-1)).toMatchObject({id: 92});
  });
});
