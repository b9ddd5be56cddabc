import type {Tone} from '../components/theme.js';
import type {Status} from '../picture/presence/status-list.js';

const TONES: Readonly<Record<string, Tone>> = {
  available: 'good',
  'in-call': 'accent',
  'in-chat': 'accent',
  'wrap-up': 'accent',
  offline: 'dim',
  'missed call': 'bad',
  'missed chat': 'bad',
  unresponsive: 'bad',
};

/** How a status is coloured; those of the tenant's own making are neither good nor bad. */
export const statusTone = (status: Status): Tone => TONES[status.name.toLowerCase()] ?? 'warn';
