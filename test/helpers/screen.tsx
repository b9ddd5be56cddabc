import {EventEmitter} from 'node:events';
import xterm from '@xterm/headless';
import type {RenderOptions} from 'ink';
import type {ReactNode} from 'react';
import {cellsOfRow, cellsOfScreen, type ScreenCell} from '../../scripts/screen-cell.js';
import {widthOf} from '../../source/terminal/fit-text.js';
import {renderRepainting} from '../../source/terminal/render-repainting.js';
import {bytesOf} from '../terminal/key-bytes.js';

/** Widths as today's terminals have them; xterm's own table knows no emoji. */
const modernWidths = {
  version: 'modern',
  wcwidth: (code: number): 0 | 1 | 2 =>
    (code < 32 ? 0 : code < 127 ? 1 : Math.min(2, widthOf(String.fromCodePoint(code)))) as 0 | 1 | 2,
  charProperties(code: number, preceding: number): number {
    const width = modernWidths.wcwidth(code);
    const precedingWidth = (preceding >> 1) & 3;
    const joins = width === 0 && preceding !== 0 && precedingWidth !== 0;
    return ((joins ? Math.max(width, precedingWidth) : width) << 1) | (joins ? 1 : 0);
  },
};

/** A terminal in memory: the two streams of a program, and the screen that its bytes draw. */
export type TestTerminal = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Visible rows, without the spaces at their ends. */
  readonly lines: () => readonly string[];
  readonly text: () => string;
  readonly cells: (y: number) => readonly ScreenCell[];
  readonly screen: () => readonly (readonly ScreenCell[])[];
  /** The text of one cell; empty in the second half of a wide character and beyond the screen. */
  readonly textAt: (x: number, y: number) => string;
  /** Raw bytes from the keyboard. */
  readonly send: (bytes: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Settles once every byte written so far is on the screen. */
  readonly flush: () => Promise<void>;
  /** Settles as soon as the screen shows it; after `timeout` ms (5,000) throws with the whole screen. */
  readonly waitFor: (wanted: Wanted, options?: {readonly timeout?: number}) => Promise<void>;
  readonly bytes: () => number;
  /** Everything written so far, control sequences included. */
  readonly output: () => string;
  readonly isAlternate: () => boolean;
  readonly isRaw: () => boolean;
  readonly isPasteBracketed: () => boolean;
  /** Rows that have left the screen at its top; a full-screen program has none. */
  readonly scrolled: () => number;
  readonly dispose: () => void;
};

export type Wanted = string | RegExp | ((text: string, lines: readonly string[]) => boolean);

const isShown = (wanted: Wanted, lines: readonly string[]): boolean => {
  const text = lines.join('\n');
  if (typeof wanted === 'string') {
    return text.includes(wanted);
  }

  return wanted instanceof RegExp ? wanted.test(text) : wanted(text, lines);
};

/** Opens an empty terminal for a program that brings its own `render` (a terminal session). */
export const openTerminal = ({columns = 80, rows = 24} = {}): TestTerminal => {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    convertEol: true,
    scrollback: 1000,
  });
  terminal.unicode.register(modernWidths);
  terminal.unicode.activeVersion = modernWidths.version;
  const changes = new EventEmitter().setMaxListeners(0);
  const keyboard: string[] = [];
  let output = '';
  let isRaw = false;

  const stdout = Object.assign(new EventEmitter().setMaxListeners(0), {
    columns,
    rows,
    isTTY: true,
    writable: true,
    write(chunk: string | Uint8Array, ...rest: readonly unknown[]) {
      const callback = rest.find(value => typeof value === 'function');
      output += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      terminal.write(chunk, () => {
        callback?.();
        changes.emit('change');
      });
      return true;
    },
  });
  const stdin = Object.assign(new EventEmitter().setMaxListeners(0), {
    isTTY: true,
    setRawMode(isOn: boolean) {
      isRaw = isOn;
    },
    setEncoding() {},
    ref() {},
    unref() {},
    resume() {},
    pause() {},
    read: () => keyboard.shift() ?? null,
  });

  const lines = (): readonly string[] => {
    const buffer = terminal.buffer.active;
    // A line that was longer before the terminal shrank keeps its cells out of sight.
    return Array.from(
      {length: terminal.rows},
      (_, y) =>
        buffer
          .getLine(buffer.baseY + y)
          ?.translateToString(true, 0, terminal.cols)
          .trimEnd() ?? '',
    );
  };

  const waitFor: TestTerminal['waitFor'] = async (wanted, {timeout = 5000} = {}) =>
    new Promise((resolve, reject) => {
      const end = (): void => {
        clearInterval(poll);
        clearTimeout(timer);
        changes.off('change', check);
      };

      const check = (): void => {
        if (isShown(wanted, lines())) {
          end();
          resolve();
        }
      };

      // Most is seen by the change event; the poll is for conditions that look at more than the screen.
      const poll = setInterval(check, 20);
      const timer = setTimeout(() => {
        end();
        const frame = lines().map(line => `  |${line}`);
        reject(new Error(`Not on the screen after ${timeout} ms: ${String(wanted)}\n${frame.join('\n')}`));
      }, timeout);
      changes.on('change', check);
      check();
    });

  return {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    lines,
    text: () => lines().join('\n').trimEnd(),
    cells: y => cellsOfRow(terminal.buffer.active, y, terminal.cols),
    screen: () => cellsOfScreen(terminal.buffer.active, {columns: terminal.cols, rows: terminal.rows}),
    textAt(x, y) {
      const cell = terminal.buffer.active.getLine(terminal.buffer.active.baseY + y)?.getCell(x);
      return cell ? cell.getChars() || (cell.getWidth() > 0 ? ' ' : '') : '';
    },
    send(bytes) {
      keyboard.push(bytes);
      stdin.emit('readable');
    },
    resize(toColumns, toRows) {
      terminal.resize(toColumns, toRows);
      Object.assign(stdout, {columns: toColumns, rows: toRows});
      stdout.emit('resize');
    },
    flush: async () => new Promise(resolve => terminal.write('', resolve)),
    waitFor,
    bytes: () => Buffer.byteLength(output),
    output: () => output,
    isAlternate: () => terminal.buffer.active.type === 'alternate',
    isRaw: () => isRaw,
    isPasteBracketed: () => terminal.modes.bracketedPasteMode,
    scrolled: () => terminal.buffer.active.baseY,
    dispose: () => terminal.dispose(),
  };
};

/** A tree drawn on a terminal in memory, and the hands at its keyboard. */
export type Screen = Omit<TestTerminal, 'dispose' | 'resize'> & {
  /** Presses keys by name, one after the other; settles when what they changed is painted. */
  readonly press: (...chords: readonly string[]) => Promise<void>;
  /** Types text in one go, as a fast typist's keys arrive. */
  readonly type: (text: string) => Promise<void>;
  /** Pastes text with bracketed paste's marks around it. */
  readonly paste: (text: string) => Promise<void>;
  readonly resize: (columns: number, rows: number) => Promise<void>;
  readonly rerender: (tree: ReactNode) => Promise<void>;
  /** Settles when everything React has to paint is on the screen. */
  readonly settle: () => Promise<void>;
  /** Frames that Ink has painted. */
  readonly frames: () => number;
  /** Settles with the value given to `exit`, or rejects with its error. */
  readonly exited: Promise<unknown>;
  readonly close: () => void;
};

/** Draws `tree` as a terminal session does, with Ink's real renderer, on an 80×24 terminal in memory, unless told otherwise. */
export const openScreen = (
  tree: ReactNode,
  options: {readonly columns?: number; readonly rows?: number} & RenderOptions = {},
): Screen => {
  const {columns = 80, rows = 24, ...renderOptions} = options;
  const terminal = openTerminal({columns, rows});
  let frames = 0;
  const {
    instance: app,
    rerender,
    dispose,
  } = renderRepainting(tree, {
    stderr: terminal.stdout,
    patchConsole: false,
    exitOnCtrlC: false,
    interactive: true,
    ...renderOptions,
    stdout: terminal.stdout,
    stdin: terminal.stdin,
    onRender(metrics) {
      frames += 1;
      renderOptions.onRender?.(metrics);
    },
  });
  const exited = app.waitUntilExit();
  // Only a test that looks at it wants its rejection.
  exited.catch(() => {});

  const settle = async (): Promise<void> => {
    await app.waitUntilRenderFlush();
    await terminal.flush();
  };

  const send = async (bytes: string): Promise<void> => {
    terminal.send(bytes);
    await settle();
  };

  return {
    ...terminal,
    async press(...chords) {
      for (const chord of chords) {
        await send(bytesOf(chord));
      }
    },
    type: send,
    paste: async text => send(`\x1b[200~${text}\x1b[201~`),
    async resize(toColumns, toRows) {
      terminal.resize(toColumns, toRows);
      await settle();
    },
    async rerender(next) {
      rerender(next);
      await settle();
    },
    settle,
    frames: () => frames,
    exited,
    close() {
      dispose();
      app.unmount();
      terminal.dispose();
    },
  };
};
