import {replaceFile} from './replace-file.js';
import type {SavedState} from './saved-state.js';

/** Keeps the view at `path`; see `replaceFile`. Never rejects: resolves to one sentence when it could not be kept. */
export async function saveState(path: string, state: SavedState): Promise<string | undefined> {
  const problem = await replaceFile(path, state);
  return problem && `The view could not be saved to ${path} (${problem}); it will be lost on leaving.`;
}
