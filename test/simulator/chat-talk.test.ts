import {describe, expect, it} from 'vitest';
import {channelOf} from '../../source/simulator/floor/floor-queue.js';
import {
  closeTenantsAfterEach,
  type FormFile,
  type Reply,
  type Row,
  startTestTenant,
  type TestTenant,
} from './tenant-client.js';

closeTenantsAfterEach();

type Talk = {readonly sender: string; readonly timestamp: string; readonly content: readonly Row[]};

/** A chat begun through the API, in a queue with a virtual agent or without one. */
async function begin(test: TestTenant, withBot: boolean, extra: Row = {}): Promise<{id: number; userId: number}> {
  const {floor} = test.tenant;
  const queue = floor.queues.find(
    candidate =>
      candidate.lang === 'en' &&
      candidate.menu.virtualAgent === withBot &&
      channelOf(candidate, 'chat') !== undefined &&
      floor.chatDesk.admission(candidate) === 'open',
  );
  const user = await test.send('POST', '/end_users', {identifier: 'cust-40182'});
  const {id: userId} = user.body as {id: number};
  const chat = {menu_id: queue?.menu.id, end_user_id: userId, lang: 'en', ...extra};
  const {body} = await test.send('POST', '/chats', {chat});
  return {id: (body as {id: number}).id, userId};
}

const transcript = async (test: TestTenant, id: number): Promise<readonly Talk[]> =>
  ((await test.send('GET', `/chats/${id}/transcript`)).body as {transcript: Talk[]}).transcript;

describe('a transcript', () => {
  it('gathers what both sides say; the virtual agent answers within seconds', async () => {
    const test = await startTestTenant();
    const {id, userId} = await begin(test, true);
    test.clock.advance(2000);
    expect((await transcript(test, id)).map(({sender}) => sender)).toEqual(['virtual_agent']);
    const message = {from_user_id: userId, message: {type: 'text', content: 'The pump stopped again.'}};
    expect((await test.send('POST', `/chats/${id}/message`, message)).status).toBe(200);
    test.clock.advance(4000);
    const rows = await transcript(test, id);
    expect(rows.map(({sender}) => sender)).toEqual(['virtual_agent', 'end_user', 'virtual_agent']);
    expect(rows[1]).toEqual({
      sender: 'end_user',
      timestamp: new Date(test.clock.wall() - 4000).toISOString(),
      content: [{type: 'text', text: 'The pump stopped again.'}],
    });
  });

  it('has the agent in it once there is one, and the conversation before the chat', async () => {
    const test = await startTestTenant();
    const earlier = [
      {sender: 'end_user', timestamp: '2026-03-02T07:59:00Z', content: [{type: 'text', text: 'I need a person.'}]},
    ];
    const {id, userId} = await begin(test, false, {transcript: earlier});
    for (let step = 0; step < 200 && test.tenant.floor.chats.find(id)?.contact.state !== 'serving'; step++) {
      test.tenant.floor.advance(1000);
    }
    const message = {from_user_id: userId, message: {type: 'text', content: 'Hello?'}};
    await test.send('POST', `/chats/${id}/message`, message);
    test.tenant.floor.advance(10_000);
    const rows = await transcript(test, id);
    expect(rows[0]).toMatchObject({sender: 'end_user', content: [{text: 'I need a person.'}]});
    expect(rows.filter(({sender}) => sender === 'agent')).toHaveLength(2);
  });

  it('stays bounded', async () => {
    const test = await startTestTenant();
    const {id, userId} = await begin(test, true);
    for (let count = 0; count < 320; count++) {
      await test.send('POST', `/chats/${id}/message`, {
        from_user_id: userId,
        message: {type: 'text', content: 'again'},
      });
    }
    expect((await transcript(test, id)).length).toBeLessThanOrEqual(303);
  });
});

const photo = (content: string | Buffer, change: Partial<FormFile> = {}): FormFile => ({
  field: 'file',
  name: 'pump.jpg',
  type: 'image/jpeg',
  content,
  ...change,
});

type Target = {readonly url: string; readonly fields: Readonly<Record<string, string>>};
const target = async (test: TestTenant, id: number, kind: 'photos' | 'videos'): Promise<Target> =>
  (await test.send('POST', `/chats/${id}/${kind}/upload`)).body as Target;
const messageOf = ({body}: Reply): string => (body as {message: string}).message;

describe('photos and videos', () => {
  it('are uploaded beside the API, attached by key, listed, sent and given out again', async () => {
    const test = await startTestTenant({rate: 1});
    const {clock} = test;
    const send: TestTenant['send'] = (...call) => {
      clock.advance(1000);
      return test.send(...call);
    };
    const slow = {...test, send};
    const {id, userId} = await begin(slow, true);
    const {url, fields} = await target(slow, id, 'photos');
    expect(fields).toEqual({
      key: expect.stringMatching(new RegExp(`^demo/chat/${id}/[0-9a-f]+\\.jpg$`)),
      policy: expect.any(String),
      'content-type': 'image/jpeg',
    });
    expect(url.startsWith(test.tenant.baseUrl)).toBe(false);
    const content = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    // No slot of the budget is taken by it.
    expect((await test.form('POST', url, fields, photo(content))).status).toBe(204);
    const added = await send('POST', `/chats/${id}/photos`, {photo: [{s3_path: fields['key'], photo_type: 'photo'}]});
    const [record] = added.body as readonly {media_id: number; url: string}[];
    expect(record).toEqual({media_id: 33071, url: `${test.tenant.baseUrl}/chats/${id}/media/33071`});
    expect((await send('GET', `/chats/${id}/photos`)).body).toEqual([record]);
    expect((await send('GET', `/chats/${id}/videos`)).body).toEqual([]);
    const inside = {from_user_id: userId, message: {type: 'photo', content: {media_id: 33071}}};
    const beside = {from_user_id: userId, message: {type: 'photo', content: {}, media_id: '33071'}};
    for (const body of [inside, beside]) expect((await send('POST', `/chats/${id}/message`, body)).status).toBe(200);
    const unknown = {from_user_id: userId, message: {type: 'photo', content: {media_id: 1}}};
    expect((await send('POST', `/chats/${id}/message`, unknown)).status).toBe(404);
    const asVideo = {from_user_id: userId, message: {type: 'video', content: {media_id: 33071}}};
    expect((await send('POST', `/chats/${id}/message`, asVideo)).status).toBe(404);
    clock.advance(1000);
    const file = await test.download(`/chats/${id}/media/33071`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('image/jpeg');
    expect(file.headers.get('content-length')).toBe('7');
    expect(file.bytes.equals(content)).toBe(true);
  });

  it('are refused by the storage when something does not fit', async () => {
    const test = await startTestTenant();
    const {id} = await begin(test, true);
    const {url, fields} = await target(test, id, 'photos');
    const upload = async (
      change: Readonly<Record<string, string>>,
      file: FormFile | undefined,
      headers: Record<string, string> = {},
    ): Promise<string> => {
      const reply = await test.form('POST', url, {...fields, ...change}, file, headers);
      expect([400, 403]).toContain(reply.status);
      return messageOf(reply);
    };
    expect(await upload({}, photo('x'), {authorization: 'Basic eDp5'})).toContain('Authorization');
    expect(await upload({policy: 'other'}, photo('x'))).toContain('policy');
    expect(await upload({key: 'other'}, photo('x'))).toContain('key');
    expect(await upload({'content-type': 'image/png'}, photo('x'))).toContain('image/jpeg');
    expect(await upload({}, photo('x', {type: 'image/png'}))).toContain('image/jpeg');
    expect(await upload({}, photo(''))).toContain('empty');
    expect(await upload({}, photo(Buffer.alloc(2_097_153)))).toContain('too large');
    expect(await upload({}, photo('x', {field: 'photo'}))).toContain('field file');
    expect(await upload({}, undefined)).toContain('field file');
    expect(messageOf(await test.form('POST', url, {key: fields['key'] ?? ''}, photo('x')))).toContain('policy');
    expect((await test.form('PUT', url, fields, photo('x'))).status).toBe(405);
    test.clock.advance(5 * 60_000 + 1);
    expect(await upload({}, photo('x'))).toContain('expired');
  });

  it('are attached only to the chat, as the kind, and under the key they were uploaded for', async () => {
    const test = await startTestTenant();
    const {id} = await begin(test, true);
    const {url, fields} = await target(test, id, 'videos');
    expect((await test.form('POST', url, fields, photo('film', {name: 'a.mp4', type: 'video/mp4'}))).status).toBe(204);
    const key = fields['key'];
    const attach = async (path: string, body: unknown): Promise<number> => (await test.send('POST', path, body)).status;
    expect(await attach(`/chats/${id}/photos`, {photo: [{s3_path: key, photo_type: 'photo'}]})).toBe(400);
    expect(await attach('/chats/81501/videos', {video: {s3_path: key}})).toBe(400);
    expect(await attach(`/chats/${id}/videos`, {video: {s3_path: 'nothing'}})).toBe(400);
    expect(await attach(`/chats/${id}/videos`, {video: {s3_path: key}})).toBe(200);
    expect(await attach(`/chats/${id}/videos`, {video: {s3_path: key}})).toBe(400);
    expect((await test.download('/chats/81501/media/33071')).status).toBe(404);
  });
});

describe('what is told about a chat', () => {
  it('sets its flags', async () => {
    const test = await startTestTenant();
    const {id} = await begin(test, true);
    const path = `/chats/${id}/customer_flag`;
    expect((await test.send('POST', path, {verified_customer: true})).body).toEqual({
      verified_customer: true,
      bad_actor: false,
      repeat_customer: false,
    });
    expect((await test.send('PATCH', path, {repeat_customers: true})).body).toMatchObject({repeat_customer: true});
    const data = {reserved_bad_actor: {label: 'x', value: true}};
    expect((await test.send('POST', `/chats/${id}/custom_data`, {signed: false, data})).status).toBe(200);
    expect((await test.send('PUT', path, {})).body).toEqual({
      verified_customer: true,
      bad_actor: true,
      repeat_customer: true,
    });
  });

  it('changes its end user, until it is over', async () => {
    const test = await startTestTenant();
    const {id} = await begin(test, true);
    const path = `/chats/${id}/end_user`;
    expect((await test.send('POST', path, {identifier: 'cust-9'})).status).toBe(202);
    test.clock.advance(1500);
    expect((await test.send('GET', `/chats/${id}`)).body).toMatchObject({end_user: {identifier: 'cust-9'}});
    await test.send('PATCH', `/chats/${id}`, {chat: {status: 'finished'}});
    expect(messageOf(await test.send('POST', path, {identifier: 'cust-9'}))).toBe('Chat is already ended');
    expect(messageOf(await test.send('POST', '/chats/1/end_user', {identifier: 'c'}))).toBe('Not Found');
  });

  it('ends the co-browsing session of a chat that is with an agent, once', async () => {
    const test = await startTestTenant();
    const chat = [...test.tenant.floor.chats.all()].find(({contact}) => contact.state === 'serving');
    const path = `/cobrowse_sessions/cobrowse-${chat?.id}/end`;
    expect(await test.send('POST', path)).toMatchObject({status: 200, body: {message: 'Session terminated'}});
    expect((await test.send('POST', path)).status).toBe(404);
    expect((await test.send('POST', '/cobrowse_sessions/cobrowse-81501/end')).status).toBe(404);
    expect((await test.send('POST', '/cobrowse_sessions/other/end')).status).toBe(404);
  });
});
