import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import xterm from '@xterm/headless';
import {leftBehind, TELL_MODES} from '../bench/left-behind.js';
import {startInPty} from '../bench/pty.js';

// Starts the console named by the arguments in a real pseudo-terminal and opens a field of JSON in an editor that reads a
// line from the terminal: the line must reach the editor and not the console, what it writes must stand in the field, and
// the console must hear keys again, end with 0 and leave the terminal as it was.

const directory = mkdtempSync(join(tmpdir(), 'floorwalker-editor-'));
try {
  const editor = join(directory, 'editor.sh');
  writeFileSync(editor, 'echo EDITOR-WAITS\nread word\nprintf \'{"said":\\n"%s"}\\n\' "$word" > "$1"\n');
  const environment = {...process.env, EDITOR: `sh '${editor}'`, VISUAL: ''};
  const screen = new xterm.Terminal({cols: 120, rows: 40, allowProposedApi: true});
  const text = (): string =>
    Array.from({length: 40}, (_, row) => screen.buffer.active.getLine(row)?.translateToString(true)).join('\n');
  let isDrawn = (): void => {};
  const onOutput = (bytes: string): void => screen.write(bytes, () => isDrawn());
  const program = startInPty(process.argv.slice(2), {after: TELL_MODES, environment, onOutput});
  /** Settles once the screen shows it; the program is killed where it never does. */
  const shown = (wanted: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      isDrawn = () => {
        if (wanted.test(text())) resolve();
      };
      void program.exited.then(() => reject(new Error(`${wanted} was never shown:\n${text()}`)));
      isDrawn();
    });
  const timer = setTimeout(() => program.kill(), 30_000);
  await shown(/all known|to ask/);
  program.send(':');
  await shown(/ Find /);
  program.send('createchat');
  await shown(/> Start chat/);
  program.send('\r');
  await shown(/chat\.menu_id/);
  // Over the two that must be filled in, into the others, and down to the context.
  program.send('\t\t\r');
  await shown(/chat\.transcript/);
  program.send('\t\t');
  await shown(/Ctrl-X/);
  program.send('\x18');
  await shown(/EDITOR-WAITS/);
  program.send('qqq\n');
  await shown(/\{"said":"qqq"\}/);
  program.send('\x1b');
  await shown(/: palette/);
  program.send('q');
  const code = await program.exited;
  clearTimeout(timer);
  const problems = leftBehind(program.output(), code);
  process.stdout.write(
    problems.length === 0 ? 'edited, heard again, left by q with 0, terminal restored\n' : `${problems.join('; ')}\n`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(directory, {recursive: true, force: true});
}
