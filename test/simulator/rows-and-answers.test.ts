import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fetch} from 'undici';
import {afterAll, expect, it} from 'vitest';
import {buildRequest, type OperationInput} from '../../source/api/build-request.js';
import {OPERATIONS} from '../../source/api/operations/all.js';
import {payloadOf} from '../../source/api/payload.js';
import {channelOf} from '../../source/simulator/floor/floor-queue.js';
import {STATUS} from '../../source/simulator/floor/statuses.js';
import {closeTenantsAfterEach, startTestTenant, type TestTenant} from './tenant-client.js';

closeTenantsAfterEach();

const folder = mkdtempSync(join(tmpdir(), 'floorwalker-rows-'));
afterAll(() => rmSync(folder, {recursive: true}));

function jsonPath(name: string, content: unknown): {path: string} {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return {path};
}

/** Sends what an operation's row makes of an input, and returns what the row reads of the answer. */
async function run({tenant, clock}: TestTenant, id: string, input: OperationInput = {}): Promise<unknown> {
  const operation = OPERATIONS.find(one => one.id === id);
  if (operation === undefined) throw new Error(`no operation ${id}`);
  const request = buildRequest(operation, input, {now: clock.wall()});
  const payload = await payloadOf(request);
  const response = await fetch(`${tenant.baseUrl}${request.path}`, {
    method: request.method,
    headers: {
      authorization: `Basic ${Buffer.from(`${tenant.subdomain}:${tenant.token}`).toString('base64')}`,
      ...(request.body === null ? {} : {'content-type': 'application/json'}),
    },
    body: payload,
  });
  const text = await response.text();
  expect({id, status: response.status, text: response.ok ? '' : text}).toMatchObject({text: ''});
  if (operation.answers === 'file') return undefined;
  return operation.answer.parse(text === '' ? undefined : JSON.parse(text));
}

it('what every row sends is accepted, and what comes back can be read', async () => {
  const test = await startTestTenant();
  const {tenant, clock} = test;
  const {floor} = tenant;
  const done: string[] = [];
  const ask = async (id: string, input: OperationInput = {}): Promise<{id: number} & Record<string, unknown>> => {
    done.push(id);
    return ((await run(test, id, input)) ?? {}) as {id: number} & Record<string, unknown>;
  };
  const agent = floor.agents.find(({statusId}) => statusId === STATUS.available);
  const email = agent?.email ?? '';
  const open = floor.queues.find(
    queue =>
      queue.lang === 'en' &&
      queue.menu.type === 'web_menu' &&
      channelOf(queue, 'call') !== undefined &&
      floor.chatDesk.admission(queue) === 'open' &&
      queue.menu.virtualAgent,
  );
  const menuId = open?.menu.id ?? 0;
  const number = '+13125550177';

  await ask('createOutboundCallByNumber', {body: {agent_email: email, end_user_number: number, menu_id: menuId}});
  await ask('createOutboundCallByTicket', {body: {agent_email: email, ticket_id: '84410'}});
  const call = await ask('createIncomingCall', {body: {menu_id: menuId, end_user_number: number}});
  const later = new Date(clock.wall() + 3_600_000).toISOString();
  await ask('createScheduledCall', {body: {menu_id: menuId, end_user_number: number, scheduled_at: later}});
  await ask('updateCallEndUser', {params: {call_id: call.id}, body: {identifier: 'cust-1', phone: number}});
  for (const id of ['setCallCustomerFlags', 'updateCallCustomerFlags']) {
    await ask(id, {params: {id: call.id}, body: {repeat_customers: true}});
  }
  await ask('getCallCustomerFlags', {params: {id: call.id}});
  const data = {signed: false, data: {order: {label: 'Order', value: 'A-1'}}};
  await ask('sendCallCustomData', {params: {id: call.id}, body: data});
  await ask('createOutboundSms', {
    body: {end_user_number: number, outbound_number: tenant.smsNumbers[0], message: 'Hello', agentId: agent?.id},
  });
  await ask('listWaitTimes', {query: {lang: 'en'}});
  await ask('createContactData', {body: {call_id: '1', agent_id: String(agent?.id), lcm_key: 'a|b', contact: {x: ''}}});

  await ask('getBulkUserTemplate');
  const users = [{email: 'new@example.org', first_name: 'N', last_name: 'W'}];
  const job = await ask('uploadBulkUsers', {body: {file: jsonPath('users.json', users)}});
  await ask('replaceBulkUserUpload', {body: {id: job.id, file: jsonPath('better.json', users)}});
  clock.advance(3000);
  await ask('getBulkUserJob', {params: {job_id: job.id}});
  await ask('listBulkUserSchemeErrors', {params: {job_id: job.id}});
  await ask('proceedBulkUserJob', {body: {id: job.id}});
  await ask('listBulkUserUpdateErrors', {params: {job_id: job.id}});
  await ask('listBulkUserJobs', {query: {page: 1, per_page: 5}});

  const campaign = {campaign_id: 57};
  const contact = await ask('createCampaignContact', {params: campaign, body: {phone_number: number, name: 'Lena'}});
  await ask('listCampaignContacts', {params: campaign});
  const contacts = jsonPath('contacts.json', [{phone_number: '+13125550178'}]);
  const imported = await ask('importCampaignContacts', {params: campaign, body: {file: contacts}});
  await ask('listCampaignContactImportJobs', {params: campaign});
  await ask('getCampaignContactImportJob', {params: {...campaign, job_id: imported.id}});
  await ask('updateCampaignContact', {params: campaign, body: {contact_id: contact.id, name: 'Lena Wolf'}});
  await ask('deleteCampaignContact', {params: campaign, body: {contact_id: contact.id}});

  const other = floor.agents.find(({statusId}) => statusId === STATUS.available)?.id;
  await ask('updateAgentStatuses', {body: {status: 'Break', agent_ids: [other], team_ids: []}});
  await ask('forceLogoutAgents', {body: {agent_ids: [other], ip_addrs: ['192.0.2.0/24']}});
  const everybody = [...tenant.teams.keys()];
  const logout = await ask('forceLogoutAgentsByTeam', {body: {team_ids: everybody}});
  await ask('getForceLogoutJob', {params: {id: logout.id}});

  const user = await ask('upsertEndUser', {body: {identifier: 'cust-2', email: 'a@example.com'}});
  await ask('getEndUser', {query: {identifier: 'cust-2'}});
  const chat = await ask('createChat', {body: {chat: {menu_id: menuId, end_user_id: user.id, lang: 'en'}}});
  const params = {chat_id: chat.id};
  await ask('getChat', {params: {id: chat.id}});
  const text = {from_user_id: user.id, message: {type: 'text', content: 'Hello'}};
  await ask('sendChatMessage', {params: {id: chat.id}, body: text});
  await ask('getChatTranscript', {params: {id: chat.id}});
  for (const id of ['setChatCustomerFlags', 'updateChatCustomerFlags']) {
    await ask(id, {params: {id: chat.id}, body: {bad_actor: false}});
  }
  await ask('sendChatCustomData', {params: {id: chat.id}, body: data});
  await ask('updateChatEndUser', {params, body: {identifier: 'cust-3'}});
  const upload = async (id: string, type: string): Promise<string | undefined> => {
    const {url, fields} = (await ask(id, {params})) as unknown as {url: string; fields: Record<string, string>};
    expect((await test.form('POST', url, fields, {field: 'file', name: 'x', type, content: 'x'})).status).toBe(204);
    return fields['key'];
  };
  const photo = {s3_path: await upload('createChatPhotoUpload', 'image/jpeg'), photo_type: 'photo'};
  const [added] = (await ask('addChatPhotos', {params, body: {photo: [photo]}})) as unknown as {media_id: number}[];
  await ask('listChatPhotos', {params});
  const video = {s3_path: await upload('createChatVideoUpload', 'video/mp4')};
  await ask('addChatVideo', {params, body: {video}});
  await ask('listChatVideos', {params});
  await ask('getChatMedia', {params: {id: chat.id, media_id: added?.media_id}});
  const closed = [...floor.chats.withBot()].find(one => floor.chatDesk.admission(one.contact.queue) !== 'open');
  const escalation = await ask('escalateChat', {params: {chat_id: closed?.id}, body: {reason: 'x'}});
  const channel = {deflection_channel: 'email'};
  await ask('updateChatEscalation', {params: {chat_id: closed?.id, id: escalation.id}, body: channel});
  await ask('updateChat', {params: {id: closed?.id}, body: {chat: {status: 'finished'}}});
  const left = [...floor.chats.all()].find(({contact: {ending}}) => ending === 'va_dismissed');
  await ask('resumeChat', {params: {id: left?.id}});
  const served = [...floor.chats.all()].find(({contact: {state}}) => state === 'serving');
  await ask('endCobrowseSession', {params: {ext_session_id: `cobrowse-${served?.id}`}});

  await ask('addDncContacts', {body: {contacts: [{phone_number: number, expires_at: '2031-12-31'}]}});
  await ask('checkDncContact', {query: {phone_number: number}});
  await ask('removeDncContacts', {body: {phone_numbers: [number]}});

  for (const id of ['getQueueStatus', 'getQueueOperationStatus']) {
    await ask(id, {query: {menu_id: menuId, lang: 'en', channel_type: 'chat'}});
  }
  await ask('getQueuesStatus', {query: {lang: 'en', 'menu_id[]': [menuId], menu_type: 'web_menu'}});
  await ask('listUsers', {query: {per: 5}});

  const parts = {export_audio_files: false, export_attached_files: false};
  const version = await ask('createAutoSavedQueueSettingsVersion', {body: parts});
  await ask('exportQueueSettings', {query: parts});
  await ask('listQueueSettingsVersions');
  await ask('getQueueSettingsVersion', {params: {id: version.id}});
  await ask('downloadQueueSettingsVersion', {params: {id: version.id}});
  const owner = floor.agents.find(({deactivatedAt}) => deactivatedAt === null)?.email;
  await ask('importQueueSettings', {body: {email: owner, file: jsonPath('settings.json', {queues: []})}});
  await ask('restoreQueueSettingsVersion', {body: {id: version.id, email: owner}});

  const list = await ask('createContactList', {body: {name: 'Couriers'}});
  await ask('updateContactList', {params: {id: list.id}, body: {name: 'Carriers'}});
  const entryBody = {name: 'North', phone_number: number};
  const entry = await ask('createContactListEntry', {params: {contact_list_id: list.id}, body: entryBody});
  const place = {contact_list_id: list.id, id: entry.id};
  await ask('updateContactListEntry', {params: place, body: entryBody});
  await ask('deleteContactListEntry', {params: place});
  await ask('deleteContactList', {params: {id: list.id}});

  expect(done.toSorted()).toEqual(OPERATIONS.map(({id}) => id).toSorted());
});
