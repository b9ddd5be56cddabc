import {EventEmitter} from 'node:events';
import {Box, Text, useApp, useInput, usePaste, useWindowSize} from 'ink';
import type {ReactNode} from 'react';
import {expect, test, vi} from 'vitest';
import {parseChord} from '../../source/keys/parse-chord.js';
import {KnownSecrets} from '../../source/lib/known-secrets.js';
import type {SessionEnd} from '../../source/terminal/session-end.js';
import {useRepaint, useSuspend} from '../../source/terminal/terminal-context.js';
import {runTerminalSession} from '../../source/terminal/terminal-session.js';
import {openTerminal, type TestTerminal} from '../helpers/screen.js';

function Console() {
  const {columns, rows} = useWindowSize();
  const {exit} = useApp();
  const suspend = useSuspend();
  const repaint = useRepaint();
  usePaste(() => {});
  useInput((input, key) => {
    for (const chord of parseChord(input, key)) {
      if (chord === 'q') {
        exit(0);
      } else if (chord === 'ctrl+z') {
        void suspend();
      } else if (chord === 'ctrl+l') {
        repaint();
      }
    }
  });
  return (
    <Box width={columns} height={rows} flexDirection="column">
      <Text inverse>{`top ${columns}x${rows}`}</Text>
      {Array.from({length: Math.max(0, rows - 2)}, (_, y) => `row ${y + 1}`).map(name => (
        <Text key={name} wrap="truncate">{`${name} ${'·'.repeat(columns)}`}</Text>
      ))}
      <Text>bottom</Text>
    </Box>
  );
}

type Running = {
  readonly terminal: TestTerminal;
  readonly host: EventEmitter;
  readonly kill: ReturnType<typeof vi.fn>;
  readonly exit: ReturnType<typeof vi.fn>;
  readonly errors: () => string;
  readonly stderr: NodeJS.WriteStream;
  readonly end: Promise<SessionEnd>;
};

const start = async (
  tree: ReactNode = <Console />,
  {
    columns = 40,
    rows = 10,
    env = {},
    cleanUp = () => {},
    ...options
  }: {
    readonly columns?: number;
    readonly rows?: number;
    readonly env?: Record<string, string>;
    readonly cleanUp?: () => void | Promise<void>;
    readonly alternateScreen?: boolean;
    readonly redact?: (text: string) => string;
    readonly isForeground?: () => boolean;
  } = {},
): Promise<Running> => {
  const terminal = openTerminal({columns, rows});
  let errors = '';
  const write = (text: string): boolean => {
    errors += text;
    return true;
  };

  const stderr = Object.assign(new EventEmitter(), {isTTY: true, write}) as unknown as NodeJS.WriteStream;
  const kill = vi.fn();
  const exit = vi.fn();
  const host = Object.assign(new EventEmitter(), {kill, exit, env, pid: 1});
  const {stdin, stdout} = terminal;
  const end = runTerminalSession(tree, {stdin, stdout, stderr, host, cleanUp, isForeground: () => true, ...options});
  return {terminal, host, kill, exit, errors: () => errors, stderr, end};
};

const expectRestored = async (terminal: TestTerminal): Promise<void> => {
  await terminal.flush();
  expect(terminal.isAlternate()).toBe(false);
  expect(terminal.isRaw()).toBe(false);
  expect(terminal.isPasteBracketed()).toBe(false);
  expect(terminal.output().lastIndexOf('\x1b[?25h')).toBeGreaterThan(terminal.output().lastIndexOf('\x1b[?25l'));
};

test('q leaves: the screen, the cursor, raw mode and bracketed paste are as before', async () => {
  const {terminal, end} = await start();
  await terminal.waitFor('bottom');
  await terminal.waitFor(() => terminal.isPasteBracketed());
  expect([terminal.isAlternate(), terminal.isRaw()]).toEqual([true, true]);
  terminal.send('q');
  expect(await end).toEqual({reason: 'left', code: 0});
  await expectRestored(terminal);
  expect(terminal.text()).toBe('');
});

test.each([
  ['SIGTERM', {reason: 'terminated', code: 143}],
  ['SIGHUP', {reason: 'lost', code: 129}],
  ['SIGINT', {reason: 'interrupted', code: 0}],
])('%s ends the session', async (signal, wanted) => {
  const {terminal, host, end} = await start();
  await terminal.waitFor('bottom');
  host.emit(signal);
  expect(await end).toEqual(wanted);
  await expectRestored(terminal);
});

test.each([
  ['stdin', 'end'],
  ['stdin', 'close'],
  ['stdin', 'error'],
  ['stdout', 'error'],
] as const)('%s %s is a lost terminal', async (stream, event) => {
  const {terminal, end} = await start();
  await terminal.waitFor('bottom');
  terminal[stream].emit(event, new Error('EIO'));
  expect(await end).toEqual({reason: 'lost', code: 129});
  terminal[stream].emit('error', new Error('EIO again'));
});

test('a clean-up that hangs does not keep the process', async () => {
  const {terminal, host, exit} = await start(<Console />, {cleanUp: async () => new Promise(() => {})});
  await terminal.waitFor('bottom');
  const began = performance.now();
  host.emit('SIGTERM');
  await terminal.waitFor(() => exit.mock.calls.length > 0);
  expect(exit).toHaveBeenCalledWith(143);
  expect(performance.now() - began).toBeLessThan(1000);
});

test('a second signal does not wait for the clean-up', async () => {
  const {terminal, host, exit} = await start(<Console />, {cleanUp: async () => new Promise(() => {})});
  await terminal.waitFor('bottom');
  host.emit('SIGTERM');
  host.emit('SIGTERM');
  expect(exit).toHaveBeenCalledWith(143);
});

test('an error nobody caught becomes one sentence, after the terminal is back', async () => {
  const {terminal, host, errors, end} = await start();
  await terminal.waitFor('bottom');
  host.emit('uncaughtException', new TypeError('no \x1b[31mqueue'));
  expect(await end).toMatchObject({reason: 'crashed', code: 1});
  await expectRestored(terminal);
  expect(errors()).toBe(
    'floorwalker stopped because of an error that it did not expect (TypeError: no ␛[31mqueue); FLOORWALKER_DEBUG=1 shows where.\n',
  );
});

test('the stack comes with FLOORWALKER_DEBUG only', async () => {
  const {terminal, host, errors, end} = await start(<Console />, {env: {FLOORWALKER_DEBUG: '1'}});
  await terminal.waitFor('bottom');
  host.emit('unhandledRejection', new Error('late'));
  await end;
  expect(errors()).toMatch(/\(Error: late\)\.\nError: late\n +at /);
});

test('no secret is in what is told of a crash, nor in what others wrote to stderr before', async () => {
  const secrets = new KnownSecrets();
  const token = secrets.learn('tok-5f1e9c7730');
  const {terminal, host, errors, stderr, end} = await start(<Console />, {
    env: {FLOORWALKER_DEBUG: '1'},
    redact: text => secrets.redact(text),
  });
  await terminal.waitFor('bottom');
  stderr.write(`a warning that quotes ${token}\n`);
  host.emit('uncaughtException', new Error(`header ${Buffer.from(`acme:${token}`).toString('base64')} of ${token}`));
  await end;
  expect(errors()).toMatch(/a warning that quotes \*+\n/);
  expect(errors()).toMatch(/did not expect \(Error: header \S+\*+\S* of \*+\)/);
  expect(errors()).not.toContain(token);
  expect(errors()).not.toContain(Buffer.from(`acme:${token}`).toString('base64'));
});

test('a secret that stands where a long text is cut is taken out before it is cut', async () => {
  const secrets = new KnownSecrets();
  const token = secrets.learn('tok-5f1e9c7730');
  for (const before of [180, 480]) {
    const options = {env: {FLOORWALKER_DEBUG: '1'}, redact: (text: string) => secrets.redact(text)};
    const {terminal, host, errors, end} = await start(<Console />, options);
    await terminal.waitFor('bottom');
    host.emit('uncaughtException', new Error(`${'x'.repeat(before)}${token} and more`));
    await end;
    expect(errors()).toMatch(/x+\*/);
    expect(errors()).not.toContain(token.slice(0, 8));
  }
});

function Broken(): ReactNode {
  throw new Error('render failed');
}

test('an error while rendering ends the session like any other', async () => {
  const {terminal, errors, end} = await start(<Broken />);
  expect(await end).toMatchObject({reason: 'crashed', code: 1});
  await expectRestored(terminal);
  expect(errors()).toContain('render failed');
});

test('Ctrl-Z gives the terminal back, and SIGCONT paints the whole frame', async () => {
  const {terminal, host, kill, end} = await start();
  await terminal.waitFor('bottom');
  const frame = terminal.text();
  kill.mockImplementation(() => {
    expect([terminal.isRaw(), host.listenerCount('SIGTSTP')]).toEqual([false, 0]);
  });
  terminal.send('\x1a');
  await terminal.waitFor(() => kill.mock.calls.length > 0);
  await expectRestored(terminal);
  expect(kill).toHaveBeenCalledWith(0, 'SIGTSTP');
  host.emit('SIGCONT');
  await terminal.waitFor('bottom');
  expect(terminal.text()).toBe(frame);
  await terminal.waitFor(() => host.listenerCount('SIGTSTP') === 1);
  await terminal.waitFor(() => terminal.isAlternate() && terminal.isRaw() && terminal.isPasteBracketed());
  terminal.send('q');
  await end;
});

test('keys that were echoed before the terminal was set up again do not shift the first row', async () => {
  const {terminal, host, kill, end} = await start();
  await terminal.waitFor('bottom');
  const frame = terminal.text();
  terminal.send('\x1a');
  await terminal.waitFor(() => kill.mock.calls.length > 0);
  await terminal.flush();
  terminal.stdout.write('typed ahead');
  await terminal.flush();
  host.emit('SIGCONT');
  await terminal.waitFor(text => terminal.isRaw() && text.includes('bottom'));
  expect(terminal.text()).toBe(frame);
  await terminal.waitFor(() => terminal.isPasteBracketed());
  terminal.send('q');
  await end;
});

test('a SIGTSTP that comes while the screen is painted again after a stop is heard afterwards', async () => {
  const {terminal, host, kill, end} = await start();
  await terminal.waitFor('bottom');
  const raw: boolean[] = [];
  kill.mockImplementation(() => raw.push(terminal.isRaw()));
  // Without a listener the signal would stop the process right there, its screen half set up.
  const listeners: number[] = [];
  const {write} = terminal.stdout;
  Object.assign(terminal.stdout, {
    write(...words: Parameters<typeof write>) {
      if (String(words[0]).includes('\x1b[?1049h')) listeners.push(host.listenerCount('SIGTSTP'));
      return Reflect.apply(write, terminal.stdout, words);
    },
  });
  terminal.send('\x1a');
  await terminal.waitFor(() => kill.mock.calls.length === 1);
  host.emit('SIGCONT');
  await terminal.waitFor(() => host.listenerCount('SIGTSTP') > 0);
  host.emit('SIGTSTP');
  await terminal.waitFor(() => kill.mock.calls.length === 2);
  expect(raw).toEqual([false, false]);
  host.emit('SIGCONT');
  await terminal.waitFor('bottom');
  await terminal.waitFor(() => terminal.isRaw());
  expect(listeners).toEqual([1, 1]);
  terminal.send('q');
  await end;
});

test('SIGTERM that comes with SIGCONT ends the session without painting again', async () => {
  const {terminal, host, kill, end} = await start();
  await terminal.waitFor('bottom');
  terminal.send('\x1a');
  await terminal.waitFor(() => kill.mock.calls.length > 0);
  const {length} = terminal.output();
  host.emit('SIGTERM');
  host.emit('SIGCONT');
  expect(await end).toEqual({reason: 'terminated', code: 143});
  await expectRestored(terminal);
  expect(terminal.output().slice(length)).not.toContain('\x1b[?1049h');
});

test('a window that shrank and grew back before anybody looked is painted whole', async () => {
  const {terminal, host, end} = await start();
  await terminal.waitFor('bottom');
  terminal.stdout.write('\x1b[2J\x1b[Hgarbage');
  await terminal.flush();
  const before = terminal.output().length;
  // As often as it changed, all told at once.
  for (let count = 0; count < 20; count += 1) host.emit('SIGWINCH');
  await terminal.waitFor((text, lines) => lines.at(-1) === 'bottom' && !text.includes('garbage'));
  expect(terminal.output().slice(before).split('top 40x10')).toHaveLength(2);
  terminal.send('q');
  await end;
  expect(host.listenerCount('SIGWINCH')).toBe(0);
});

test('a SIGCONT out of the blue paints the whole frame', async () => {
  const {terminal, host, end} = await start();
  await terminal.waitFor('bottom');
  terminal.stdout.write('\x1b[2J\x1b[Hgarbage');
  host.emit('SIGCONT');
  await terminal.waitFor((text, lines) => lines.at(-1) === 'bottom' && !text.includes('garbage'));
  terminal.send('q');
  await end;
});

test('in the background it stops again instead of touching the terminal', async () => {
  let isForeground = true;
  const {terminal, host, kill, end} = await start(<Console />, {isForeground: () => isForeground});
  await terminal.waitFor('bottom');
  terminal.send('\x1a');
  await terminal.waitFor(() => kill.mock.calls.length === 1);
  isForeground = false;
  host.emit('SIGCONT');
  await terminal.waitFor(() => kill.mock.calls.length === 2);
  expect(kill).toHaveBeenLastCalledWith(0, 'SIGTTOU');
  expect(terminal.isRaw()).toBe(false);
  isForeground = true;
  host.emit('SIGCONT');
  await terminal.waitFor('bottom');
  terminal.send('q');
  await end;
});

test('Ctrl-L repairs a screen that somebody else wrote to', async () => {
  const {terminal, end} = await start();
  await terminal.waitFor('bottom');
  const frame = terminal.text();
  terminal.stdout.write('\x1b[3;3Hgarbage\x1b[8;1Hmore');
  await terminal.waitFor('garbage');
  terminal.send('\x0c');
  await terminal.waitFor(text => text.trimEnd() === frame);
  terminal.send('q');
  await end;
});

const storms: readonly (readonly [string, readonly (readonly [number, number])[]])[] = [
  [
    'taller',
    [
      [40, 12],
      [40, 20],
      [40, 31],
    ],
  ],
  [
    'shorter',
    [
      [40, 9],
      [40, 7],
      [40, 4],
    ],
  ],
  [
    'wider',
    [
      [41, 10],
      [60, 10],
      [90, 10],
    ],
  ],
  [
    'narrower',
    [
      [39, 10],
      [30, 10],
      [12, 10],
    ],
  ],
  [
    'both ways',
    [
      [80, 30],
      [20, 5],
      [79, 6],
      [21, 29],
      [60, 3],
      [30, 12],
    ],
  ],
  [
    'and back',
    [
      [40, 5],
      [40, 10],
      [20, 10],
      [40, 10],
    ],
  ],
];

const finalFrame = async (columns: number, rows: number): Promise<readonly string[]> => {
  const {terminal, end} = await start(<Console />, {columns, rows});
  await terminal.waitFor('bottom');
  const lines = terminal.lines();
  terminal.send('q');
  await end;
  return lines;
};

for (const alternateScreen of [true, false]) {
  for (const isStorm of [true, false]) {
    test.each(storms)(
      `after growing or shrinking the screen is that of a fresh start (%s, alternate ${alternateScreen}, at once ${isStorm})`,
      async (_, sizes) => {
        const {terminal, end} = await start(<Console />, {alternateScreen});
        await terminal.waitFor('bottom');
        for (const [columns, rows] of sizes) {
          terminal.resize(columns, rows);
          if (!isStorm) {
            await terminal.waitFor(`top ${columns}x${rows}`);
          }
        }

        const wanted = await finalFrame(...(sizes.at(-1) ?? [40, 10]));
        await terminal.waitFor((text, lines) => lines.join('\n') === wanted.join('\n') && text !== '');
        terminal.send('q');
        await end;
      },
    );
  }
}
