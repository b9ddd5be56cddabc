import type {AnyOperation} from '../api/operation.js';
import {OPERATIONS} from '../api/operations/all.js';
import {didYouMean} from '../settings/closest.js';
import {SettingsError} from '../settings/settings-error.js';
import {safeText} from '../terminal/safe-text.js';

/** The operation of this id. Throws SettingsError, with a guess, where there is none. */
export function findOperation(id: string): AnyOperation {
  const found = OPERATIONS.find(operation => operation.id === id);
  if (found) return found;
  const guess = didYouMean(
    id,
    OPERATIONS.map(operation => operation.id),
  );
  throw new SettingsError(`There is no operation "${safeText(id, 60)}"; floorwalker operations lists them.${guess}`);
}
