import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import type {SimulatedTenant} from '../../source/simulator/simulated-tenant.js';
import {onFloor, type TestConsole, writes} from '../helpers/console.js';
import {fill, openWork} from './open-work.js';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from('a small photo')]);
const MP4 = Buffer.from([0, 0, 0, 16, ...Buffer.from('ftypisom'), 0, 0, 0, 0, ...Buffer.from('a small video')]);

async function openChat(app: TestConsole, tenant: SimulatedTenant): Promise<number> {
  const id = tenant.virtualAgentChats()[0]?.id ?? 0;
  await openWork(app, 'chats', /No chat is open/);
  await app.keys('m', /Say which chat first/, 'escape', 'o', /followed in Watch/);
  await fill(app, `#${id}`);
  await app.keys(new RegExp(`Chat ${id}: va_assigned`), /end user \d+/);
  return id;
}

test('a message is written, marked until it is read back, and the chat is finished', async () => {
  await onFloor({columns: 120}, async ({app, tenant}) => {
    const id = await openChat(app, tenant);
    await app.keys('m', /no messages of agents/);
    await fill(app, 'Is anybody there?');
    await app.keys(/name of the customer/, 'y', /Is anybody there\? {2}\[sent, not read back yet\]/);
    await app.keys('r', /end_user +Is anybody there\?\s/);
    expect(app.text()).not.toContain('not read back yet');
    await app.keys('x', /Finish chat/, 'y', new RegExp(`Chat ${id}: finished`), /Finish chat: accepted/);
    expect(app.audit().filter(({event}) => event === 'accepted')).toHaveLength(2);
  });
});

test('a photo goes to its target, into the chat, and into a message; each step is asked for', async () => {
  await onFloor({columns: 120}, async ({app, tenant}) => {
    const id = await openChat(app, tenant);
    writeFileSync(join(app.home, 'photo.jpg'), JPEG);
    writeFileSync(join(app.home, 'text.jpg'), 'no photo at all');
    await app.keys('p', /Send a photo/);
    await fill(app, '~/text.jpg');
    await app.keys(/what is in .*text\.jpg is something else/, 'p', /Send a photo/);
    await fill(app, '~/photo.jpg');
    await app.keys(/nothing of it is sent yet/, 'y', /Send .*photo\.jpg to 127\.0\.0\.1:\d+\?/, /> Cancel/);
    expect(writes(tenant.requests).map(({path}) => path)).toEqual([`/chats/${id}/photos/upload`]);
    await app.keys('down', 'enter', /was uploaded; this adds it/, 'y', /Send chat message/, /media_id/, 'y');
    await app.keys(/\(photo\) .*photo\.jpg {2}\[sent/, 'r', /end_user +\(photo\)/);
    expect(writes(tenant.requests).map(({path}) => path)).toEqual([
      `/chats/${id}/photos/upload`,
      '/uploads/chat-media',
      `/chats/${id}/photos`,
      `/chats/${id}/message`,
    ]);
    const media = await app
      .engine()
      .ask(app.engine().operations.get('listChatPhotos') ?? expect.fail('no such operation'), {params: {chat_id: id}});
    expect(media.data).toHaveLength(1);
  });
});

test('a video goes the same way; one that is too large or none is refused here', async () => {
  await onFloor({columns: 120}, async ({app, tenant}) => {
    const id = await openChat(app, tenant);
    writeFileSync(join(app.home, 'video.mp4'), MP4);
    writeFileSync(join(app.home, 'long.mp4'), Buffer.concat([MP4, Buffer.alloc(21 * 1024 * 1024)]));
    await app.keys('v', /Send a video/);
    await fill(app, '~/long.mp4');
    await app.keys(/A video has at most 20 MB: .*21\.0 MB/, 'v', /Send a video/);
    await fill(app, '~/photo.mp4');
    await app.keys(/no such file/, 'v', /Send a video/);
    await fill(app, '~/video.mp4');
    await app.keys(/nothing of it is sent yet/, 'y', /> Cancel/, 'enter', /o chat/);
    expect(writes(tenant.requests).map(({path}) => path)).toEqual([`/chats/${id}/videos/upload`]);
    await app.keys('v', /Send a video/);
    await fill(app, '~/video.mp4');
    await app.keys(
      /nothing of it is sent yet/,
      'y',
      /> Cancel/,
      'down',
      'enter',
      /this adds it/,
      'y',
      /Send chat message/,
    );
    await app.keys('y', /\(video\) .*video\.mp4 {2}\[sent/, 'r', /end_user +\(video\)/);
    expect(
      app
        .audit()
        .filter(({operation}) => operation === 'upload')
        .map(({event}) => event),
    ).toEqual(['prepared', 'accepted']);
  });
});

test('custom data are signed with the secret of a file, which is shown and written nowhere', async () => {
  await onFloor({columns: 120, profile: {companySecretFile: '~/secret'}}, async ({app, tenant}) => {
    writeFileSync(join(app.home, 'secret'), tenant.companySecret, {mode: 0o600});
    await openChat(app, tenant);
    await app.keys('c', /fields that the agent sees|Fields that the agent sees/);
    await app.type('{"plan": {"label": "Plan", "value": "Gold"}');
    await app.keys('tab');
    await app.type('yes');
    await app.keys('enter', /takes a JSON object/);
    await app.keys('end');
    await app.type('}');
    await app.keys('enter', /"signed_data":"\(signed\)"/, 'y', /: accepted ─/);
    const [request] = writes(tenant.requests);
    const token = String((request?.body as {signed_data?: string} | undefined)?.signed_data);
    expect(token.split('.')).toHaveLength(3);
    for (const secret of [token, tenant.companySecret]) {
      expect(app.output()).not.toContain(secret);
      expect(JSON.stringify(app.audit())).not.toContain(secret);
    }
  });
});

test('without a secret nothing is signed, and it is said which key to add', async () => {
  await onFloor({columns: 120}, async ({app, tenant}) => {
    await openChat(app, tenant);
    await app.keys('c', /Custom data/);
    await app.type('{}');
    await app.keys('tab');
    await app.type('yes');
    await app.keys('enter', /companySecretFile/);
    expect(writes(tenant.requests)).toEqual([]);
  });
});

test('a chat is escalated from here', async () => {
  await onFloor({columns: 120}, async ({app, tenant}) => {
    const id = await openChat(app, tenant);
    await app.keys('e', /Escalate to a human/, 'tab');
    await fill(app, 'perhaps');
    await app.keys(/takes yes or nothing/, ...Array.from({length: 7}, () => 'backspace'));
    await fill(app, 'yes');
    await app.keys(/Forced/, 'y', /: accepted ─/, 'escape', new RegExp(`Chat ${id}: (queued|assigned)`));
  });
});

test('what became ready behind another question waits for Enter; once the view was left it is only noted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-secret-'));
  // A secret that is there when somebody unlocks it: reading waits for whoever writes.
  const secret = join(folder, 'secret');
  execFileSync('mkfifo', ['-m', '600', secret]);
  await onFloor({columns: 120, profile: {companySecretFile: secret}}, async ({app, tenant}) => {
    await openChat(app, tenant);
    const sign = async (): Promise<void> => {
      await app.keys('c', /Fields that the agent sees/);
      await app.type('{"plan": {"value": "Gold"}}');
      await app.keys('tab');
      await fill(app, 'yes');
      await app.keys(/Signing/);
    };
    await sign();
    await app.keys('x', /Finish chat/);
    writeFileSync(secret, 's3cret');
    await vi.waitFor(() =>
      expect(app.store.get().dialogs).toContainEqual(
        expect.objectContaining({kind: 'work', waiting: expect.anything()}),
      ),
    );
    expect(app.text()).toContain('Finish chat');
    await app.keys('escape', /Ready: Send custom data to a chat\. Enter opens it/);
    await app.keys('enter', /signed token/, 'escape', /end user/);
    expect(app.text()).not.toContain('Ready:');
    await sign();
    await app.keys('escape', /F1|help/);
    writeFileSync(secret, 's3cret');
    await app.keys('5', /Not asked any more, because its view was closed: Send custom data to a chat/);
    expect(writes(tenant.requests)).toEqual([]);
  });
  rmSync(folder, {recursive: true});
});
