import {z} from 'zod';
import type {ContactLists} from '../contact-lists.js';
import type {Floor} from '../floor/floor.js';

const minutes = z.int().min(0).max(1440);

/** What an import may change of a queue; what else the document says of it is ignored. */
const queueSettings = z.object({
  menu_id: z.int(),
  lang: z.string(),
  hours: z.object({from_minute: minutes, to_minute: minutes}).optional(),
  channels: z
    .array(
      z.object({
        channel: z.enum(['call', 'chat']),
        max_wait_seconds: z.number().min(1).max(86_400).optional(),
        max_queue_length: z.int().min(1).max(10_000).optional(),
      }),
    )
    .optional(),
});

const settingsDocument = z.object({queues: z.array(queueSettings)});

/** The settings of every queue. */
export type SettingsDocument = z.output<typeof settingsDocument>;

/** The settings as they are now, as JSON text: queues with hours and limits, chat shortcuts, contact lists. */
export function exportSettings({queues}: Floor, lists: ContactLists): string {
  return JSON.stringify({
    format: 'queues-settings/1',
    queues: queues.map(({menu, lang, hours, channels}) => ({
      menu_id: menu.id,
      name: menu.name,
      materialized_path: menu.path,
      menu_type: menu.type,
      lang,
      virtual_agent: menu.virtualAgent,
      hours: {from_minute: hours.from, to_minute: hours.to},
      channels: channels.map(({channel, maxWait, maxLength}) => ({
        channel,
        max_wait_seconds: Math.round(maxWait / 1000),
        max_queue_length: maxLength,
      })),
    })),
    chat_shortcuts: [
      {shortcut: '/hello', text: 'Hello, how can I help you?'},
      {shortcut: '/moment', text: 'One moment, please.'},
    ],
    contact_lists: lists.all().map(list => ({
      id: list.id,
      name: list.name,
      contact_type: list.type,
      contacts: [...list.entries.values()].map(({name, phoneNumber}) => ({name, phone_number: phoneNumber})),
    })),
  });
}

/** Reads a document; a string says what is wrong with it. Every queue must be one of the floor's. */
export function readSettings(json: unknown, floor: Floor): SettingsDocument | string {
  const read = settingsDocument.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'malformed'}`;
  }
  const stranger = read.data.queues.find(({menu_id, lang}) => floor.queueOf(menu_id, lang) === undefined);
  return stranger === undefined ? read.data : `Queue ${stranger.menu_id} (${stranger.lang}) does not exist`;
}

/** Puts a document's hours and limits into the floor's queues. */
export function applySettings({queues}: SettingsDocument, floor: Floor): void {
  for (const {menu_id, lang, hours, channels = []} of queues) {
    const queue = floor.queueOf(menu_id, lang);
    if (queue === undefined) continue;
    if (hours !== undefined) queue.hours = {from: hours.from_minute, to: hours.to_minute};
    for (const {channel, max_wait_seconds, max_queue_length} of channels) {
      const line = queue.channels.find(candidate => candidate.channel === channel);
      if (line === undefined) continue;
      if (max_wait_seconds !== undefined) line.maxWait = max_wait_seconds * 1000;
      if (max_queue_length !== undefined) line.maxLength = max_queue_length;
    }
  }
}
