import {lookup} from 'node:dns/promises';
import type {Uploading} from '../api/upload-target.js';
import {PRIORITY} from '../budget/request-budget.js';
import {isLoopbackName} from '../lib/loopback-name.js';
import type {Settings} from '../settings/settings.js';
import type {TenantSession} from './tenant-session.js';

const TOO_MANY = 429;

/** What uploads of a tenant run on: a target on the tenant's own server takes a slot of its budget. */
export function uploadingOf(
  {clock, budget}: Pick<TenantSession, 'clock' | 'budget'>,
  {baseUrl, allowPrivateUploads}: Pick<Settings, 'baseUrl' | 'allowPrivateUploads'>,
  signal: AbortSignal,
): Uploading {
  const tenant = new URL(baseUrl);
  return {
    clock,
    signal,
    reach: {isTenantLocal: isLoopbackName(tenant.hostname), isPrivateAllowed: allowPrivateUploads},
    answered: (origin, status, sentAt) => {
      if (origin === tenant.origin) {
        budget.settled('upload', {
          refused: status === TOO_MANY,
          retryAfterMs: null,
          times: {startedAt: sentAt, writtenAt: sentAt, headersAt: null},
        });
      }
    },
    lookUp: host => lookup(host, {all: true}),
    inSlot: async (origin, send) => {
      if (origin !== tenant.origin) return send();
      const options = {passage: 'act', priority: PRIORITY.act, label: 'upload', signal} as const;
      const {exchange} = await budget.slot(send, options);
      if (!exchange) throw new Error('an upload always uses its slot');
      return exchange;
    },
  };
}
