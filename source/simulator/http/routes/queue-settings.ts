import {
  createAutoSavedQueueSettingsVersion,
  downloadQueueSettingsVersion,
  exportQueueSettings,
  getQueueSettingsVersion,
  importQueueSettings,
  listQueueSettingsVersions,
  restoreQueueSettingsVersion,
} from '../../../api/operations/queue-settings.js';
import {applySettings, exportSettings, readSettings} from '../../queue-settings/settings-document.js';
import {settingsFile} from '../../queue-settings/settings-file.js';
import type {SettingsVersion, VersionAction} from '../../queue-settings/settings-versions.js';
import {firstFileOf, isZip} from '../../queue-settings/zip.js';
import {isoOf, type TenantState} from '../../tenant-state.js';
import {API_FORM, fileOf, jsonOf, type UploadedFile} from '../form.js';
import {required} from '../query.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest, route} from '../route.js';

/** Whoever exports through the API is this user. */
const API_USER_EMAIL = 'api@example.com';

/** Export, import and restore the settings of queues: their hours and limits, which the floor then keeps to. */
export const queueSettingsRoutes = (state: TenantState): readonly Route[] => [
  route(exportQueueSettings, ({query}) => {
    const audio = flagOf(query, 'export_audio_files');
    const attached = flagOf(query, 'export_attached_files');
    return download(state, save(state, 'export', API_USER_EMAIL, audio || attached));
  }),
  route(listQueueSettingsVersions, () => ok(state.settingsVersions.all().map(version => recordOf(state, version)))),
  route(getQueueSettingsVersion, request => ok(recordOf(state, versionOf(state, request)))),
  route(downloadQueueSettingsVersion, request => download(state, versionOf(state, request))),
  route(createAutoSavedQueueSettingsVersion, ({body}) => {
    const withFiles = body.export_audio_files || body.export_attached_files;
    return ok(recordOf(state, save(state, 'auto_saved', API_USER_EMAIL, withFiles)));
  }),
  route(importQueueSettings, ({form}) => {
    const file = fileOf(form, 'file');
    const email = userEmail(state, form?.values.get('email'));
    return ok(recordOf(state, apply(state, 'import', email, contentOf(file), isZip(file.head))));
  }),
  route(restoreQueueSettingsVersion, ({body}) => {
    const email = userEmail(state, body.email);
    const version = wantedVersion(state, body);
    return ok(recordOf(state, apply(state, 'restore', email, JSON.parse(version.document), version.withFiles)));
  }),
];

function flagOf(query: URLSearchParams, key: string): boolean {
  const text = required(query.get(key), key);
  if (text !== 'true' && text !== 'false') throw badRequest(`${key} must be true or false`);
  return text === 'true';
}

const save = (state: TenantState, action: VersionAction, userEmail: string, withFiles: boolean): SettingsVersion =>
  state.settingsVersions.save({
    action,
    userEmail,
    withFiles,
    createdAt: state.floor.now(),
    document: exportSettings(state.floor, state.contactLists),
  });

function apply(
  state: TenantState,
  action: VersionAction,
  email: string,
  json: unknown,
  withFiles: boolean,
): SettingsVersion {
  const document = readSettings(json, state.floor);
  if (typeof document === 'string') throw badRequest(document);
  applySettings(document, state.floor);
  return save(state, action, email, withFiles);
}

/** The JSON of an imported file; of a zip, that of its first file. */
function contentOf(file: UploadedFile): unknown {
  if (!isZip(file.head)) {
    const json = jsonOf(file);
    if (json === undefined) throw badRequest('file is neither JSON nor a zip');
    return json;
  }
  const first = firstFileOf(file.head, API_FORM.kept);
  try {
    return JSON.parse(first?.toString('utf8') ?? '');
  } catch {
    throw badRequest('The first file of the zip must be the settings as JSON');
  }
}

function userEmail({floor}: TenantState, text: string | undefined): string {
  const email = required(text, 'email').toLowerCase();
  if (!floor.agents.some(agent => agent.email === email && agent.deactivatedAt === null)) {
    throw badRequest('email belongs to no active user');
  }
  return email;
}

function wantedVersion(
  {settingsVersions}: TenantState,
  {id, revision}: {readonly id?: number | undefined; readonly revision?: string | undefined},
): SettingsVersion {
  if (id === undefined && revision === undefined) throw badRequest('id or revision is required');
  const byRevision = revision === undefined ? undefined : settingsVersions.byRevision(revision);
  const found = id === undefined ? byRevision : settingsVersions.find(id);
  if (found === undefined) throw notFound('Version not found');
  if (revision !== undefined && found.revision !== revision.toLowerCase()) {
    throw badRequest('id and revision name different versions');
  }
  return found;
}

function versionOf({settingsVersions}: TenantState, {params}: Pick<RouteRequest, 'params'>): SettingsVersion {
  const version = settingsVersions.find(Number(params['id']));
  if (version === undefined) throw notFound(`Version ${params['id']} not found`);
  return version;
}

const download = (state: TenantState, version: SettingsVersion): Answer => ({
  status: 200,
  file: settingsFile(version, state.exportBytes),
});

const recordOf = (state: TenantState, version: SettingsVersion): Readonly<Record<string, unknown>> => ({
  id: version.id,
  revision: version.revision,
  action: version.action,
  user_email: version.userEmail,
  created_at: isoOf(state, version.createdAt),
});
