import {join} from 'node:path';
import {safeFileName} from '../lib/safe-file-name.js';

/** Where the state of one profile and tenant is kept, under the program's state directory. */
export const savedStatePath = (stateDirectory: string, profile: string, tenant: string): string =>
  join(stateDirectory, 'state', `${safeFileName(profile)}@${safeFileName(tenant)}.json`);
