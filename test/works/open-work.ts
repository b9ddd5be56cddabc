import type {TestConsole} from '../helpers/console.js';

/** Opens a work view by the palette: `words` find it first. */
export async function openWork(app: TestConsole, words: string, shown: RegExp): Promise<void> {
  await app.keys(':', /Find/);
  await app.type(words);
  await app.keys('enter', shown);
}

/** Types into the field under the cursor and goes on. */
export async function fill(app: TestConsole, text: string): Promise<void> {
  await app.type(text);
  await app.keys('enter');
}
