import {randomUUID} from 'node:crypto';
import type {ActionContext} from './actions/action-context.js';
import {ActionRunner} from './actions/action-runner.js';
import {auditedUploads} from './actions/audited-upload.js';
import {ChatLookup} from './actions/chat-lookup.js';
import {downloadAnswer} from './actions/download-answer.js';
import {prepareDeflection, prepareEscalation} from './actions/escalate-chat.js';
import {prepareForceLogout} from './actions/force-logout.js';
import {formSpecs, inputOfForm} from './actions/form-spec.js';
import {JobWatch} from './actions/job-watch.js';
import {orProblem, prepareOperation} from './actions/prepare-operation.js';
import type {SecondPerson} from './actions/second-person.js';
import {SeenWatch} from './actions/seen-watch.js';
import {prepareAgentStatus} from './actions/set-agent-status.js';
import {signCustomData} from './actions/sign-custom-data.js';
import {switchReadOnly} from './actions/switch-read-only.js';
import {teamsOf} from './actions/team-members.js';
import {FileSink} from './api/file-sink.js';
import {OPERATIONS} from './api/operations/all.js';
import {DEFLECTION_CHANNELS} from './api/operations/chats.js';
import type {AuditLog} from './audit/audit-log.js';
import {PRIORITY} from './budget/request-budget.js';
import type {Engine} from './engine.js';
import {stampOf} from './lib/clock.js';
import {homePath} from './lib/home-path.js';
import {READ_ONLY_REASON, type ReadOnlySwitch} from './session/read-only-switch.js';
import type {TenantSession} from './session/tenant-session.js';
import {uploadingOf} from './session/uploading.js';
import type {Settings} from './settings/settings.js';
import type {ActivityLog} from './state/activity-log.js';
import {workViews} from './works/work-views.js';

/** Puts together what the screen can do with a tenant. */
export function buildEngine(options: {
  session: TenantSession;
  settings: Settings;
  audit: AuditLog;
  activity: ActivityLog;
  readOnly: ReadOnlySwitch;
  dryRun: boolean;
  /** Who must agree as well to what hits many; nobody is asked for a dry run. */
  second: SecondPerson | null;
  /** The home directory. */
  home: string;
  /** Aborts when the program is left: actions that wait are then not sent. */
  signal?: AbortSignal;
}): Engine {
  const {session, settings, audit, activity, readOnly, dryRun, home, signal} = options;
  const {clock, picture, watchList} = session;
  const second = dryRun ? null : options.second;
  const {companySecret} = settings;
  const context: ActionContext = {
    session,
    tenant: settings.tenant,
    teams: settings.teams,
    manyTargets: settings.manyTargets,
    countdownMs: settings.countdownSeconds * 1000,
    newId: randomUUID,
  };
  const seen = new SeenWatch({picture, clock, activity, audit, attention: session.attention});
  const jobs = new JobWatch({watchList, clock, activity, audit, seen});
  const ask: Engine['ask'] = (operation, input, asking = {}) =>
    session.client.run(operation, input as never, {
      passage: 'act',
      priority: PRIORITY.act,
      label: operation.title,
      isLenient: true,
      isRepeated: true,
      ...asking,
    });
  const engine = {
    session,
    context,
    second,
    runner: new ActionRunner({
      session,
      audit,
      activity,
      seen,
      jobs,
      dryRun,
      countdownMs: context.countdownMs,
      second,
      ...(signal ? {signal} : {}),
    }),
    readOnlyReason: () => (readOnly.isOn ? READ_ONLY_REASON : null),
    setReadOnly: isOn => switchReadOnly(readOnly, isOn, {audit, tenant: settings.tenant, newId: randomUUID}),
    operations: new Map(OPERATIONS.map(operation => [operation.id, operation])),
    formSpecs,
    inputOfForm: (operation, textOf) => inputOfForm(operation, textOf, home),
    openFile: path => FileSink.open(homePath(path, home)),
    home,
    preview: (operation, input) => orProblem(() => session.client.build(operation, input)),
    ask,
    download: async (operation, input, path, {signal: leaving, tell}) => {
      if (settings.maskPii) throw new Error('A file cannot be masked: start without --mask-pii to download it.');
      return downloadAnswer(homePath(path, home), clock, sink => ask(operation, input, {signal: leaving, sink}), tell);
    },
    uploads: auditedUploads({
      audit,
      newId: randomUUID,
      onUnwritten: words => activity.add(stampOf(clock), 'problem', words),
      uploadingOf: leaving => uploadingOf(session, settings, leaving),
    }),
    signCustomData: companySecret && (async data => signCustomData(data, await companySecret(), clock.wall())),
    otherProfiles: settings.otherProfiles,
    lookUpChats: onNews => new ChatLookup(session, onNews),
    deflectionChannels: DEFLECTION_CHANNELS,
    teams: () => teamsOf(context),
    isMasked: settings.maskPii,
    notice: text => activity.add(stampOf(clock), 'notice', text),
    // What the tenant told may be what it would not take, such as an id below 1: that is said, and ends nothing.
    prepare: {
      operation: (operation, input, use) => prepareOperation(context, operation, input, use),
      agentStatus: (selection, status) => orProblem(() => prepareAgentStatus(context, selection, status)),
      forceLogout: (selection, addresses) => orProblem(() => prepareForceLogout(context, selection, addresses)),
      escalation: input => orProblem(() => prepareEscalation(context, input)),
      deflection: (chatId, channel) => orProblem(() => prepareDeflection(context, chatId, channel)),
    },
  } satisfies Omit<Engine, 'works'>;
  return {...engine, works: workViews(engine)};
}
