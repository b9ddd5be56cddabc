import type {PollKind} from './candidate.js';

/**
 * What a question never asked is worth before all others: waits, then the directory, then presence; whatever is followed
 * goes first. Operation status fills in beside the rest.
 */
export const FIRST_LOOK: Readonly<Record<PollKind, number>> = {
  'bulk-users': 6e9,
  'campaign-import': 6e9,
  job: 6e9,
  chat: 5e9,
  waits: 4e9,
  directory: 3e9,
  presence: 2e9,
  operation_status: 0,
};
