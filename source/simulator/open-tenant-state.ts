import type {Clock} from '../lib/clock.js';
import {createBulkJobs} from './bulk/bulk-jobs.js';
import {createCampaigns} from './campaigns/campaigns.js';
import {createContactImports} from './campaigns/contact-imports.js';
import {createCobrowseSessions} from './cobrowse-sessions.js';
import {createContactDataBook} from './contact-data-book.js';
import {createContactLists} from './contact-lists.js';
import {createContactNotes} from './contact-notes.js';
import {createDncList} from './dnc-list.js';
import {createEndUserBook} from './end-user-book.js';
import {createFloor} from './floor/floor.js';
import {DAY_MS} from './floor/opening-hours.js';
import {createRandom} from './floor/random.js';
import {createMediaStore} from './media/media-store.js';
import {createSettingsVersions} from './queue-settings/settings-versions.js';
import type {SimulatedTenantOptions} from './simulated-tenant.js';
import {createSmsBook} from './sms-book.js';
import type {TenantState} from './tenant-state.js';

/** Largest export that may be asked for: zip without its 64-bit extension ends at 4 GiB. */
const MOST_EXPORT_BYTES = 4_000_000_000;
/** Blocked from the start. */
const BLOCKED_NUMBERS = ['+13125550199', '+14155550199'];

/** A tenant's state, and the function that brings its floor to the present moment. */
export type OpenTenant = {readonly state: TenantState; readonly catchUp: () => void};

/** Builds floor, books and lists. Throws RangeError when a size is out of range. */
export function openTenantState(options: SimulatedTenantOptions, clock: Clock, companySecret: string): OpenTenant {
  const {seed = 1, speed = 1, agents = 300, queues = 40, languages = ['en', 'fr'], exportBytes = 0} = options;
  checkRange('agents', agents, 1, 10_000);
  checkRange('queues', queues, 1, 2000);
  checkRange('exportBytes', exportBytes, 0, MOST_EXPORT_BYTES);
  if (!(speed > 0 && speed <= 100_000)) throw new RangeError('speed must be above 0 and at most 100000');
  if (languages.length === 0) throw new RangeError('languages must name at least one language');
  const startsAt = options.startsAt?.getTime() ?? Math.floor(clock.wall() / DAY_MS) * DAY_MS + 10.25 * 3_600_000;
  const floor = createFloor({random: createRandom(seed), agents, queues, languages, startsAt});
  // Sources of their own: what is asked of one book changes neither the floor nor another book.
  const random = createRandom(seed ^ 0x5eed);
  const dnc = createDncList(clock.wall, BLOCKED_NUMBERS);
  // Read after building, which takes a while on large floors.
  const mono = clock.now();
  const wall = clock.wall();
  const state: TenantState = {
    floor,
    endUsers: createEndUserBook(),
    notes: createContactNotes(),
    sms: createSmsBook(),
    media: createMediaStore(random.fork(), options.subdomain ?? 'demo'),
    bulkJobs: createBulkJobs(floor),
    dnc,
    campaigns: createCampaigns({floor, random: random.fork(), dnc}),
    contactImports: createContactImports(floor),
    contactLists: createContactLists(),
    contactData: createContactDataBook(),
    cobrowse: createCobrowseSessions(floor),
    settingsVersions: createSettingsVersions(random.fork()),
    companySecret,
    now: clock.now,
    wall: clock.wall,
    // Times in answers are those of the server's wall clock: what happened one floor minute ago at speed 60 happened
    // one second ago for whoever asks.
    toWall: floorTime => wall + (floorTime - startsAt) / speed,
    toFloor: time => startsAt + (time - wall) * speed,
    jobThreshold: options.jobThreshold ?? 100,
    exportBytes,
    discloseDeflection: options.discloseDeflection ?? false,
    pagingHeaders: options.pagingHeaders ?? true,
  };
  // In steps, so that a floor which was moved on by hand stays ahead by that much.
  let seen = mono;
  const catchUp = (): void => {
    const now = clock.now();
    floor.advance((now - seen) * speed);
    seen = now;
  };
  return {state, catchUp};
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}`);
  }
}
