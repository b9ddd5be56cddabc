import type {BulkJobs} from './bulk/bulk-jobs.js';
import type {Campaigns} from './campaigns/campaigns.js';
import type {ContactImports} from './campaigns/contact-imports.js';
import type {CobrowseSessions} from './cobrowse-sessions.js';
import type {ContactDataBook} from './contact-data-book.js';
import type {ContactLists} from './contact-lists.js';
import type {ContactNotes} from './contact-notes.js';
import type {DncList} from './dnc-list.js';
import type {EndUserBook} from './end-user-book.js';
import type {Floor} from './floor/floor.js';
import type {MediaStore} from './media/media-store.js';
import type {SettingsVersions} from './queue-settings/settings-versions.js';
import type {SmsBook} from './sms-book.js';

/** What the routes work on. */
export type TenantState = {
  readonly floor: Floor;
  readonly endUsers: EndUserBook;
  readonly notes: ContactNotes;
  readonly sms: SmsBook;
  readonly media: MediaStore;
  readonly bulkJobs: BulkJobs;
  readonly dnc: DncList;
  readonly campaigns: Campaigns;
  readonly contactImports: ContactImports;
  readonly contactLists: ContactLists;
  readonly contactData: ContactDataBook;
  readonly cobrowse: CobrowseSessions;
  readonly settingsVersions: SettingsVersions;
  /** Signs custom data; HS256. */
  readonly companySecret: string;
  /** Monotonic ms. */
  readonly now: () => number;
  /** Ms since 1970 on the server's wall clock. */
  readonly wall: () => number;
  /** Moment of the server's wall clock (ms since 1970) at which a moment of floor time is, or was, seen. */
  readonly toWall: (floorTime: number) => number;
  /** The other way round. */
  readonly toFloor: (wall: number) => number;
  /** Largest set of agents that is changed within the request. */
  readonly jobThreshold: number;
  /** Least length of an exported settings file, bytes. */
  readonly exportBytes: number;
  readonly discloseDeflection: boolean;
  readonly pagingHeaders: boolean;
};

/** ISO 8601 in UTC with milliseconds, of a moment of floor time; null stays null. */
export const isoOf = (state: TenantState, floorTime: number | null): string | null =>
  floorTime === null ? null : new Date(state.toWall(floorTime)).toISOString();
