import type {RequestEvent} from '../api/client.js';
import {stampOf} from '../lib/clock.js';
import {shortDuration} from '../lib/format.js';
import type {TenantSession} from '../session/tenant-session.js';
import type {ActivityLog} from '../state/activity-log.js';
import {safeText} from '../terminal/safe-text.js';

/** Writes requests and turns of the tenant's health into the activity list, until `signal` aborts. */
export function logSession(session: TenantSession, activity: ActivityLog, signal: AbortSignal): void {
  let before = session.poller.health;
  const stop = session.listen({
    onRequest: event => {
      // The request is told of while its answer is handed over: a screen that fails must not make it look lost.
      try {
        logRequest(activity, event);
      } catch {
        // The entry itself was kept; what failed is whoever draws it.
      }
    },
    onUnlisted: ({id, agents}) => {
      const words = `Status ${id} is in use (${agents} agents) and has no name here: add it to "statuses" in the profile`;
      activity.add(stampOf(session.clock), 'notice', words);
    },
    onHealth: health => {
      const at = stampOf(session.clock);
      if (health.state === 'away' && before.state !== 'away') {
        activity.add(at, 'problem', `The tenant is away: ${safeText(health.error?.message ?? '', 200)}`);
      }
      if (health.state === 'live' && before.state === 'away') {
        activity.add(at, 'notice', `The tenant is back after ${shortDuration(at.mono - before.since.mono)}`);
      }
      before = health;
    },
  });
  signal.addEventListener('abort', stop);
}

function logRequest(activity: ActivityLog, {request, status, ms, at, error}: RequestEvent): void {
  const path = safeText(readable(request.path), 160);
  const outcome = status === null ? 'no answer' : String(status);
  const why = error ? `: ${safeText(error.message, 200)}` : '';
  const details = error ? [error.message, error.nextStep] : [];
  activity.add(at, 'request', `${outcome} ${request.method} ${path} ${Math.round(ms)} ms${why}`, details);
}

/** A path as it reads; one that is no valid percent-encoding stays as it is. */
function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
