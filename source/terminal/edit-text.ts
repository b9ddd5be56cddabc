import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** What was written, or why nothing was. */
export type EditedText = {readonly text: string} | {readonly problem: string};

/**
 * Lets a person edit a text with `editor`, a command as a shell takes it ($VISUAL or $EDITOR), in a file of a directory
 * that only its owner can read and that is gone afterwards. The terminal must be the editor's meanwhile. Never rejects.
 */
export async function editText(text: string, ending: string, editor: string): Promise<EditedText> {
  let directory: string | null = null;
  try {
    directory = await mkdtemp(join(tmpdir(), 'floorwalker-edit-'));
    const path = join(directory, `text${ending}`);
    await writeFile(path, text, {mode: 0o600});
    const code = await run(editor, path);
    if (code !== 0) return {problem: `The editor ended with ${code}; nothing was taken from it: ${editor}`};
    return {text: (await readFile(path, 'utf8')).replace(/\n$/, '')};
  } catch (error) {
    return {problem: `The editor could not be used: ${error instanceof Error ? error.message : String(error)}`};
  } finally {
    if (directory !== null) await rm(directory, {recursive: true, force: true}).catch(() => {});
  }
}

/** The editor is a shell's command, with arguments perhaps; the path goes along as an argument, never as a word of it. */
const run = (editor: string, path: string): Promise<number | string> =>
  new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'editor', path], {stdio: 'inherit'});
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 'no code'));
  });
