import type {Random} from '../floor/random.js';
import type {CampaignContact, ContactStatus} from './campaign.js';

/** Statuses in which a contact takes up one of the campaign's lines. */
export const BUSY: ReadonlySet<ContactStatus> = new Set<ContactStatus>([
  'Dialing',
  'Queued',
  'Connected',
  'Transferred',
]);

const MOST_REDIALS = 2;

const AFTER_DIALING: readonly (readonly [ContactStatus, number])[] = [
  ['Connected', 0.42],
  ['Queued', 0.12],
  ['Not Picked Up', 0.2],
  ['Voicemail Hung Up', 0.1],
  ['Not Reached to Contact', 0.06],
  ['Abandoned by Contact', 0.04],
  ['Invalid Number', 0.02],
  ['Carrier Error', 0.015],
  ['Abandoned by Dialer', 0.015],
  ['Dialer General Error', 0.005],
  ['Blocked Phone Number', 0.005],
];

/** Status of a busy contact a moment later; the same while nothing happens. */
export function nextStatus({status, redials}: CampaignContact, random: Random): ContactStatus {
  switch (status) {
    case 'Dialing': {
      const reached = random.weighted(AFTER_DIALING);
      return reached === 'Not Picked Up' && redials < MOST_REDIALS ? 'Redial Scheduled' : reached;
    }
    case 'Queued':
      return random.chance(0.8) ? 'Connected' : 'Abandoned by Contact';
    case 'Connected':
      return random.weighted<ContactStatus>([
        [status, 0.85],
        ['Finished', 0.13],
        ['Transferred', 0.02],
      ]);
    case 'Transferred':
      return random.chance(0.15) ? 'Transferred and Finished' : status;
    default:
      return status;
  }
}
