import type {AuditLog} from '../audit/audit-log.js';
import type {AuditRecord} from '../audit/audit-record.js';
import {targetList} from '../audit/target-words.js';
import {unfinishedActions} from '../audit/unfinished-actions.js';
import type {Clock} from '../lib/clock.js';
import {safeText} from '../terminal/safe-text.js';

/** What is told one by one; of more, their number. */
const MOST_TOLD = 5;

/**
 * An earlier run that was killed, or lost its machine, may have left actions without an outcome. Each gets one in the log,
 * *unknown*, so that it is told once; resolves to the sentences to tell. A log that cannot be read or written tells nothing
 * here: whoever acts is told that.
 */
export async function closeUnfinished(audit: AuditLog, clock: Clock): Promise<readonly string[]> {
  try {
    const unfinished = await unfinishedActions(audit.path, clock.wall());
    for (const {actionId, operation, targets, request, event} of unfinished) {
      const message = `The program ended ${event === 'sent' ? 'before the answer came' : 'while it was being sent'}.`;
      await audit.append({event: 'unknown', actionId, operation, targets, request, outcome: {message}});
    }
    const told = unfinished.slice(0, MOST_TOLD).map(sentenceOf);
    const more = unfinished.length - told.length;
    return more > 0
      ? [...told, `${more} more actions have no outcome: floorwalker audit --event unknown lists them.`]
      : told;
  } catch {
    return [];
  }
}

function sentenceOf({at, who, operation, targets}: AuditRecord): string {
  const whom = targets.length > 0 ? ` for ${targetList(targets)}` : '';
  return safeText(
    `Outcome unknown: ${operation}${whom}, begun by ${who.user} at ${at.slice(0, 19)}Z, when the program ended. ` +
      'Look whether it took effect before it is done again.',
    400,
  );
}
