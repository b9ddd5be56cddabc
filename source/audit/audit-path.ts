import {join} from 'node:path';
import {safeFileName} from '../lib/safe-file-name.js';

/** The log of one tenant, under the program's state directory. */
export const auditPath = (stateDirectory: string, tenant: string): string =>
  join(stateDirectory, 'audit', `${safeFileName(tenant)}.ndjson`);
