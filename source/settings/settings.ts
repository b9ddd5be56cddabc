import type {TenantProxy} from './choose-proxy.js';
import type {Profile} from './profile-schema.js';
import type {ThresholdSettings} from './thresholds-schema.js';

/** Everything a run needs to know about its tenant, validated. Nothing changes after it was loaded. */
export type Settings = {
  /** The name shown, and typed in confirmations. */
  readonly tenant: string;
  readonly profile: string;
  /** Other profiles that the console can go on to; none where the tenant was named outside of the settings file. */
  readonly otherProfiles: readonly string[];
  /** API root with its path, without a slash at the end. */
  readonly baseUrl: string;
  /** User name of each request. */
  readonly subdomain: string;
  /**
   * Reads the token when first asked, then remembers it, unless it is the one that was `refused`: that is read again.
   * Rejects with CredentialsError; asks again after that.
   */
  readonly token: (refused?: string) => Promise<string>;
  /** Requests per second. */
  readonly rate: number;
  readonly languages: readonly string[];
  readonly statuses: ReadonlyMap<number, string>;
  readonly teams: ReadonlyMap<number, string>;
  /** Parts of queue paths, as written; an empty `show` means all. */
  readonly queueFilter: {readonly show: readonly string[]; readonly hide: readonly string[]};
  /** From which values on a queue draws the eye, as written. */
  readonly thresholds: ThresholdSettings;
  /** A colour's name or #rrggbb. */
  readonly badge: string | undefined;
  readonly readOnly: boolean;
  /** Names, e-mail addresses and phone numbers are shown and written as pseudonyms. */
  readonly maskPii: boolean;
  /** Data of end users are kept as they are in what is written to disk. */
  readonly recordPersonal: boolean;
  readonly allowHttp: boolean;
  /** Authorities trusted beside the usual ones, PEM; none where the profile names no file. */
  readonly ca: readonly string[];
  readonly proxy: TenantProxy | null;
  /** Operation id to `METHOD /path`, for paths that are only inferred. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Action name to the keys that replace its own. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** More targets than this make a change dangerous. */
  readonly manyTargets: number;
  readonly countdownSeconds: number;
  /** What hits more targets than `above` needs a second user of the machine, by files in `directory`; null: nobody. */
  readonly secondPerson: {readonly above: number; readonly directory: string} | null;
  /**
   * Reads the company secret, which custom data are signed with; null where the profile names none. Rejects with
   * CredentialsError.
   */
  readonly companySecret: (() => Promise<string>) | null;
  /** Commands that are told of what happens: `audit` of each line of the audit log. Null: none. */
  readonly hooks: {readonly audit: readonly string[] | null};
  /** Files may be uploaded to private and link-local addresses. */
  readonly allowPrivateUploads: boolean;
  /** Names a key of the profile in an error: with file and line where there is a file. */
  readonly place: (...key: readonly string[]) => string;
};

/** The part of the settings that only a profile can give, with the defaults for what it leaves out. */
export type ProfileSettings = Pick<
  Settings,
  | 'statuses'
  | 'teams'
  | 'queueFilter'
  | 'thresholds'
  | 'badge'
  | 'endpoints'
  | 'keys'
  | 'manyTargets'
  | 'countdownSeconds'
  | 'allowPrivateUploads'
>;

const byId = (names: Readonly<Record<string, string>> = {}): ReadonlyMap<number, string> =>
  new Map(Object.entries(names).map(([id, name]) => [Number(id), name]));

/** Fills in what a profile leaves out. */
export function profileSettings(profile: Profile): ProfileSettings {
  const keys = Object.entries(profile.keys ?? {}).map(([action, bound]) => [action, [bound].flat()] as const);
  return {
    statuses: byId(profile.statuses),
    teams: byId(profile.teams),
    queueFilter: {show: profile.queues?.show ?? [], hide: profile.queues?.hide ?? []},
    thresholds: profile.thresholds ?? {},
    badge: profile.badge,
    endpoints: profile.endpoints ?? {},
    keys: Object.fromEntries(keys),
    manyTargets: profile.manyTargets ?? 10,
    countdownSeconds: profile.countdownSeconds ?? 5,
    allowPrivateUploads: profile.allowPrivateUploads ?? false,
  };
}
