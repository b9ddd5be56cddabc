import {readFile, rename} from 'node:fs/promises';
import {noSavedState, type SavedState, savedStateSchema} from './saved-state.js';

/** `notice`: one sentence for the operator when what was kept could not be used. */
export type LoadedState = {readonly state: SavedState; readonly notice?: string};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';

function parse(text: string): SavedState | undefined {
  try {
    return savedStateSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Reads what `saveState` kept. Never rejects: a missing file is a first run; one that cannot be understood is moved
 * aside to `<path>.bad` and the defaults are used, with a notice.
 */
export async function loadSavedState(path: string): Promise<LoadedState> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return {state: noSavedState};
    return {state: noSavedState, notice: `The saved view in ${path} could not be read (${code}); starting without it.`};
  }
  const state = parse(text);
  if (state) return {state};
  try {
    await rename(path, `${path}.bad`);
    return {
      state: noSavedState,
      notice: `The saved view in ${path} is damaged; it was moved to ${path}.bad, and the defaults are used.`,
    };
  } catch (error) {
    const reason = `could not be moved aside (${codeOf(error)})`;
    return {state: noSavedState, notice: `The saved view in ${path} is damaged and ${reason}; the defaults are used.`};
  }
}
