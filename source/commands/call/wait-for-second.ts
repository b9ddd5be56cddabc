import type {PreparedAction} from '../../actions/prepared-action.js';
import type {SecondPerson} from '../../actions/second-person.js';
import {safeText} from '../../terminal/safe-text.js';
import type {CommandIo} from '../command-io.js';

/**
 * Says on stderr how somebody else agrees, and waits until they have. Rejects with ApprovalError when nobody does, or with
 * the signal's reason; nothing was sent then.
 */
export async function waitForSecond(
  second: SecondPerson,
  action: PreparedAction,
  {stderr}: CommandIo,
  signal: AbortSignal,
): Promise<void> {
  const {name, uid} = await second.agreement(action, signal, path =>
    stderr.write(
      `A second person must agree. Another user of this machine runs: floorwalker approve ${safeText(path, 4000)}\n`,
    ),
  );
  stderr.write(`${safeText(name, 60)} (uid ${uid}) has agreed.\n`);
}
