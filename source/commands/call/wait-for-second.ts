import type {PreparedAction} from '../../actions/prepared-action.js';
import type {SecondPerson} from '../../actions/second-person.js';
import {ApprovalError} from '../../approvals/approval-error.js';
import {linkAbort} from '../../lib/link-abort.js';
import {safeText} from '../../terminal/safe-text.js';
import type {CommandIo} from '../command-io.js';

/** Nobody is waited for longer than this, ms: what was meant may be wrong by then. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Says on stderr how somebody else agrees, and waits until they have. Rejects with ApprovalError when nobody does, or with
 * the signal's reason; nothing was sent then.
 */
export async function waitForSecond(
  second: SecondPerson,
  action: PreparedAction,
  {stderr, clock}: CommandIo,
  signal: AbortSignal,
): Promise<void> {
  const over = linkAbort(signal);
  try {
    const path = await second.ask(action);
    stderr.write(
      `A second person must agree. Another user of this machine runs: floorwalker approve ${safeText(path, 4000)}\n`,
    );
    void clock.sleep(PATIENCE_MS, over.signal).then(
      () => over.abort(new ApprovalError('Nobody else agreed within 15 minutes: nothing was sent.')),
      () => {},
    );
    const {name, uid} = await second.agreed(action, over.signal);
    stderr.write(`${safeText(name, 60)} (uid ${uid}) has agreed.\n`);
  } catch (error) {
    await second.close(action);
    throw error;
  } finally {
    over.abort(null);
    over.unlink();
  }
}
