import {createBoundedMap} from '../bounded-map.js';
import type {DncList} from '../dnc-list.js';
import type {Floor} from '../floor/floor.js';
import {isOpenAt} from '../floor/opening-hours.js';
import {FIRST_NAMES, LAST_NAMES} from '../floor/person-names.js';
import type {Random} from '../floor/random.js';
import type {Campaign, CampaignContact, NewCampaignContact} from './campaign.js';
import {BUSY, nextStatus} from './next-status.js';

const FIRST_CONTACT_ID = 20_441;
const FIRST_CALL_ID = 300_201;
const FIRST_PARTICIPANT_ID = 400_201;
/** Contacts kept of one campaign. */
const MOST_CONTACTS = 2000;
/** Beyond this those that are done with are forgotten when new people are added from the list. */
const USUAL_CONTACTS = 200;
/** When campaigns dial: 9:00 to 20:00. */
const CALLING_HOURS = {from: 9 * 60, to: 20 * 60};
/** How long nobody is called again who did not pick up, floor time. */
const REDIAL_AFTER_MS = 10 * 60_000;
// A standing campaign gets new people from its list before it has nobody left to call.
const LEAST_WAITING = 5;
const REFILL = 20;

/** The tenant's campaigns and the people they call. */
export type Campaigns = {
  readonly find: (id: number) => Campaign | undefined;
  readonly all: () => readonly Campaign[];
  /** Adds a contact; the oldest one is forgotten when there are too many. */
  readonly add: (campaign: Campaign, contact: NewCampaignContact) => CampaignContact;
};

type Setting = {readonly floor: Floor; readonly random: Random; readonly dnc: DncList};

/** Three campaigns at work: 57, 58 and 61. Their contacts move on with the floor. */
export function createCampaigns({floor, random, dnc}: Setting): Campaigns {
  const campaigns = createBoundedMap<number, Campaign>(10);
  let nextId = FIRST_CONTACT_ID;
  let nextCallId = FIRST_CALL_ID;

  function add(campaign: Campaign, asked: NewCampaignContact): CampaignContact {
    const contact: CampaignContact = {
      id: nextId,
      campaignId: campaign.id,
      createdAt: floor.now(),
      name: asked.name ?? null,
      email: asked.email ?? null,
      phoneNumber: asked.phoneNumber,
      outboundNumber: asked.outboundNumber ?? null,
      uniqueId: asked.uniqueId ?? null,
      status: 'Upcoming',
      updatedAt: floor.now(),
      callId: null,
      participantId: null,
      redials: 0,
    };
    nextId += 1;
    campaign.contacts.set(contact.id, contact);
    for (const id of campaign.contacts.keys()) {
      if (campaign.contacts.size <= MOST_CONTACTS) break;
      campaign.contacts.delete(id);
    }
    return contact;
  }

  function addStranger(campaign: Campaign): void {
    const name = `${random.pick(FIRST_NAMES).shown} ${random.pick(LAST_NAMES).shown}`;
    const phoneNumber = `+1${random.pick(['312', '415', '617', '206'])}55501${String(random.below(100)).padStart(2, '0')}`;
    add(campaign, {name, phoneNumber, uniqueId: `UID-${String(nextId).padStart(5, '0')}`});
  }

  function dial(contact: CampaignContact): void {
    if (dnc.find(contact.phoneNumber) !== undefined) contact.status = 'Do Not Call';
    else {
      if (contact.status === 'Redial Scheduled') contact.redials += 1;
      contact.status = 'Dialing';
      contact.callId = nextCallId;
      contact.participantId = FIRST_PARTICIPANT_ID + nextCallId - FIRST_CALL_ID;
      nextCallId += 1;
    }
    contact.updatedAt = floor.now();
  }

  const isDue = ({status, updatedAt}: CampaignContact): boolean =>
    status === 'Upcoming' || (status === 'Redial Scheduled' && floor.now() - updatedAt >= REDIAL_AFTER_MS);

  function moveOn(campaign: Campaign): void {
    let busy = 0;
    const due: CampaignContact[] = [];
    for (const contact of campaign.contacts.values()) {
      if (BUSY.has(contact.status)) busy += proceed(contact) ? 1 : 0;
      else if (isDue(contact)) due.push(contact);
    }
    if (!isOpenAt(CALLING_HOURS, floor.now())) return;
    for (const contact of due.slice(0, Math.max(0, campaign.lines - busy))) dial(contact);
    if (due.length < LEAST_WAITING) refill(campaign);
  }

  /** Moves a busy contact on; true when it still takes up a line. */
  function proceed(contact: CampaignContact): boolean {
    const status = nextStatus(contact, random);
    if (status !== contact.status) {
      contact.status = status;
      contact.updatedAt = floor.now();
    }
    return BUSY.has(status);
  }

  function refill(campaign: Campaign): void {
    for (const {id, status} of campaign.contacts.values()) {
      if (campaign.contacts.size <= USUAL_CONTACTS) break;
      if (status !== 'Redial Scheduled' && status !== 'Upcoming' && !BUSY.has(status)) campaign.contacts.delete(id);
    }
    for (let made = 0; made < REFILL; made++) addStranger(campaign);
  }

  for (const {id, name, lines, size} of STANDING) {
    const campaign: Campaign = {id, name, lines, contacts: new Map()};
    campaigns.set(id, campaign);
    for (let made = 0; made < size; made++) addStranger(campaign);
    // A campaign that has been at work for a while.
    for (let round = 0; round < 12; round++) moveOn(campaign);
  }
  floor.tended(() => {
    for (const campaign of campaigns.values()) moveOn(campaign);
  });
  return {find: id => campaigns.get(id), all: () => [...campaigns.values()], add};
}

const STANDING = [
  {id: 57, name: 'Extended warranty renewals', lines: 4, size: 40},
  {id: 58, name: 'Delivery satisfaction', lines: 2, size: 25},
  {id: 61, name: 'Spring maintenance', lines: 3, size: 60},
] as const;
