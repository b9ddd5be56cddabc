import {createBoundedMap} from '../bounded-map.js';
import type {Random} from '../floor/random.js';

const FIRST_VERSION_ID = 87;
const MOST_KEPT = 20;

export type VersionAction = 'export' | 'auto_saved' | 'import' | 'restore';

/** The settings as they were at a moment of floor time. */
export type SettingsVersion = {
  readonly id: number;
  readonly revision: string;
  readonly action: VersionAction;
  readonly userEmail: string;
  readonly createdAt: number;
  /** Whether its file has audio or attachments beside the settings. */
  readonly withFiles: boolean;
  /** JSON text. */
  readonly document: string;
};

/** The latest versions of the queues' settings. */
export type SettingsVersions = {
  readonly save: (version: Omit<SettingsVersion, 'id' | 'revision'>) => SettingsVersion;
  readonly find: (id: number) => SettingsVersion | undefined;
  readonly byRevision: (revision: string) => SettingsVersion | undefined;
  /** Newest first. */
  readonly all: () => readonly SettingsVersion[];
};

/** No versions yet. Revisions are drawn from `random`. */
export function createSettingsVersions(random: Random): SettingsVersions {
  const versions = createBoundedMap<number, SettingsVersion>(MOST_KEPT);
  let nextId = FIRST_VERSION_ID;
  return {
    save(asked) {
      const version = {...asked, id: nextId, revision: uuid(random)};
      nextId += 1;
      versions.set(version.id, version);
      return version;
    },
    find: id => versions.get(id),
    byRevision: revision => [...versions.values()].find(version => version.revision === revision.toLowerCase()),
    all: () => [...versions.values()].reverse(),
  };
}

/** A random UUID (RFC 9562, version 4). */
function uuid(random: Random): string {
  const hex = (length: number): string => Array.from({length}, () => random.below(16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + random.below(4)).toString(16)}${hex(3)}-${hex(12)}`;
}
