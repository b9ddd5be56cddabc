import {readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import xterm from '@xterm/headless';
import type {EchoTenant} from './echo-tenant.js';
import type {Program} from './program.js';

/** The console's own process: what `script` runs has become it. */
const childOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);

/** Between two keys, ms; longer behind an escape, which must not become part of the next key. */
const KEY_MS = 60;
const ESCAPE_MS = 100;
const LONGEST_MS = 10_000;
const AGAIN_MS = 2000;

/**
 * A console over a tenant that says its credentials back: help, details, an action, a work view with an upload, an editor, an
 * answer that is copied and saved; then the tenant refuses, redirects and breaks. Ends by SIGTERM. Resolves to its exit code;
 * rejects, with the screen, where it does not get there.
 */
export async function visitConsole(
  program: Program,
  tenant: EchoTenant,
  {words, environment, photo}: {words: readonly string[]; environment: NodeJS.ProcessEnv; photo: string},
): Promise<number> {
  const screen = new xterm.Terminal({cols: 200, rows: 50, allowProposedApi: true});
  const text = (): string =>
    Array.from({length: 50}, (_, row) => screen.buffer.active.getLine(row)?.translateToString(true)).join('\n');
  const console = program.start(words, environment, bytes => screen.write(bytes));
  const isShown = async (wanted: RegExp, within: number): Promise<boolean> => {
    for (const until = performance.now() + within; !wanted.test(text()); await sleep(20)) {
      if (performance.now() > until) return false;
    }
    return true;
  };
  const shown = async (wanted: RegExp): Promise<void> => {
    if (await isShown(wanted, LONGEST_MS)) return;
    console.kill();
    throw new Error(`${wanted} was never shown, while the tenant is set to ${tenant.mode}:\n${text()}`);
  };
  /** Sends keys, and waits for the screen to show what stands between them. */
  const keys = async (...steps: readonly (string | RegExp)[]): Promise<void> => {
    let last = '';
    for (const step of steps) {
      if (typeof step === 'string') {
        last = step;
        console.send(step);
        await sleep(step === '\x1b' ? ESCAPE_MS : KEY_MS);
      } else {
        // On a busy machine an escape and the key behind it may be read as one; then the key is pressed again.
        if (/^[?:]$/.test(last) && !(await isShown(step, AGAIN_MS))) console.send(last);
        await shown(step);
      }
    }
  };
  // Ctrl-L keeps the last escape from becoming part of what comes next.
  const close = [...Array.from({length: 4}, () => '\x1b'), '\x0c', /: palette/] as const;
  await shown(/all known|to ask/);
  for (const panel of ['1', '2', '3', '4', '5', '6'])
    await keys(panel, '\r', ...close, '?', /Keys that work/, ...close, 'y', ...close);
  const change = ['2', 's', /Enter choose/, '\r', /\[ Cancel \]/, 'y', /Esc closes/, ...close] as const;
  await keys(...change);
  const [chat] = tenant.floor.virtualAgentChats();
  await keys(
    ':',
    /Find/,
    'chats',
    /> Chats/,
    '\r',
    /o chat/,
    'o',
    /followed in Watch/,
    '\x7f'.repeat(8),
    String(chat?.id),
    '\r',
  );
  await keys(new RegExp(`Chat ${chat?.id}:`), 'p', /Send a photo/, photo, '\r', /\[ Cancel \]/, 'y', /> Cancel/);
  await keys('\x1b[B', /> Send the file/, '\r', /s3_path/, 'y', /refused the request|: accepted/, ...close);
  await keys(
    ':',
    /Find/,
    'createchat',
    /> Start chat/,
    '\r',
    /chat\.menu_id/,
    '\t',
    '\t',
    '\r',
    /chat\.transcript/,
    '\t',
    '\t',
  );
  await keys(/Ctrl-X/, '\x18', /\{"a":1\}/, ...close);
  await keys(':', /Find/, 'listusers', /> List users/, '\r', /12 more/, ...Array.from({length: 16}, () => '\t'), '\r');
  await keys(
    /Status 200/,
    'j',
    '\r',
    'j',
    'y',
    /Copied/,
    'Y',
    's',
    /Save the answer/,
    `${program.home}/kept.json`,
    '\r',
    /bytes written/,
    ...close,
  );
  for (const mode of ['reject', 'redirect', 'break', 'refuse'] as const) {
    tenant.mode = mode;
    await keys(...change, '5', 'g', '\r', ...close, 'j', '\r', ...close);
  }
  tenant.mode = 'floor';
  process.kill(childOf(console.terminal.pid), 'SIGTERM');
  return console.end();
}
