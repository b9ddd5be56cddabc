import {z} from 'zod';
import type {OperationInput} from '../build-request.js';
import {email, fields, file, onOff, uuid, whole} from '../fields.js';
import {idNumber, listOf, maybe} from '../lenient.js';
import {operation, type RuleProblem} from '../operation.js';

/** A saved state of the queue settings. Fields beside id and revision are assumed. */
export const queueSettingsVersion = z.object({
  id: idNumber,
  revision: maybe(z.string()),
  action: maybe(z.string()),
  user_email: maybe(z.string()),
  created_at: maybe(z.string()),
});
export type QueueSettingsVersion = z.output<typeof queueSettingsVersion>;

const shared = {
  group: 'Export - Import Queues Settings',
  repeat: 'never',
  confidence: 'inferred',
  source: 'the API collection, which prints no paths for this group',
} as const;
const read = {...shared, method: 'GET', class: 'read', repeat: 'safe'} as const;
const changes = {...shared, method: 'POST', answer: z.union([queueSettingsVersion, z.unknown()])} as const;

const parts = {
  export_audio_files: onOff('with audio files'),
  export_attached_files: onOff('with attached files'),
};
const version = fields({id: whole('version')});
const onBehalf = email('user in whose name the change is recorded', {pick: 'agent-email'});

/** The file of a version. */
export const downloadQueueSettingsVersion = operation({
  ...read,
  id: 'downloadQueueSettingsVersion',
  title: 'Download queue settings version',
  help: 'Downloads the file of a saved version, zip or JSON.',
  path: '/queues_settings/version_histories/{id}/download',
  alternatives: ['GET /queues_settings/download/{id}', 'GET /queues/settings/download/{id}'],
  answers: 'file',
  params: version,
  answer: z.unknown(),
});

/** The settings as they are. */
export const exportQueueSettings = operation({
  ...read,
  id: 'exportQueueSettings',
  title: 'Export queue settings',
  help: 'Downloads queues, audio, chat shortcuts and contact lists as they are now: zip, or JSON without files.',
  path: '/queues_settings/export',
  answers: 'file',
  query: fields(parts),
  answer: z.unknown(),
});

/** Versions that can be gone back to. */
export const listQueueSettingsVersions = operation({
  ...read,
  id: 'listQueueSettingsVersions',
  title: 'List queue settings versions',
  help: 'The saved versions of the queue settings.',
  path: '/queues_settings/version_histories',
  answer: listOf(queueSettingsVersion),
});

/** One version. */
export const getQueueSettingsVersion = operation({
  ...read,
  id: 'getQueueSettingsVersion',
  title: 'Get queue settings version',
  help: 'When a version of the queue settings was saved, why and by whom.',
  path: '/queues_settings/version_histories/{id}',
  params: version,
  answer: queueSettingsVersion,
});

/** Replaces the settings by a file's. */
export const importQueueSettings = operation({
  ...changes,
  id: 'importQueueSettings',
  title: 'Import queue settings',
  help: 'Replaces the queue settings by those of an exported file. Save a version first: it is the way back.',
  path: '/queues_settings/import',
  class: 'dangerous',
  encoding: 'multipart',
  body: fields({
    email: onBehalf,
    file: file('an exported file', {endings: ['.zip', '.json']}),
  }),
});

/** Keeps the settings as a version. */
export const createAutoSavedQueueSettingsVersion = operation({
  ...changes,
  id: 'createAutoSavedQueueSettingsVersion',
  title: 'Save queue settings version',
  help: 'Keeps the queue settings as they are now as a version, without a download.',
  path: '/queues_settings/version_histories/auto_saved',
  alternatives: ['POST /queues_settings/version_histories'],
  class: 'write',
  body: fields(parts),
});

function noVersion({body}: OperationInput): RuleProblem | null {
  const {id, revision} = body as {id?: unknown; revision?: unknown};
  return id === undefined && revision === undefined
    ? {part: 'body', name: 'id', problem: 'is missing, and so is revision: say which version'}
    : null;
}

/** Goes back to a version. */
export const restoreQueueSettingsVersion = operation({
  ...changes,
  id: 'restoreQueueSettingsVersion',
  title: 'Restore queue settings version',
  help: 'Replaces the queue settings by those of a saved version. Save a version first: it is the way back.',
  path: '/queues_settings/version_histories/restore',
  alternatives: ['POST /queues_settings/version_histories/{id}/restore', 'PUT /queues_settings/restore'],
  class: 'dangerous',
  body: fields({
    id: whole('version, by its id').optional(),
    revision: uuid('version, by its revision').optional(),
    email: onBehalf,
  }),
  rule: noVersion,
});

/** In the order of the API collection. */
export const queueSettingsOperations = [
  downloadQueueSettingsVersion,
  exportQueueSettings,
  listQueueSettingsVersions,
  getQueueSettingsVersion,
  importQueueSettings,
  createAutoSavedQueueSettingsVersion,
  restoreQueueSettingsVersion,
];
