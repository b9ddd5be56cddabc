import {setTimeout as sleep} from 'node:timers/promises';
import type {Random} from '../../source/simulator/floor/random.js';
import {leftBehind} from '../left-behind.js';
import {groupOf, type ObservedConsole} from './observed-console.js';
import {closeAll, press} from './operator.js';
import {until} from './until.js';

/** The size that every other fault meets. */
const USUAL = [120, 40] as const;
const TINY: readonly (readonly [number, number])[] = [
  [1, 1],
  [2, 1],
  [5, 3],
  [20, 5],
  [39, 80],
  [300, 2],
];
/** A stopped console must have told its modes by then, ms; a shell's turn is part of it. */
const STOPPED_MS = 5000;

/** What may arrive on stdin that is no key: pieces of sequences, answers of terminals, mice, text that is none. */
const GARBAGE: readonly (string | Uint8Array)[] = [
  '\x1b',
  '\x1b[',
  '\x1b[1;',
  '\x1bO',
  '\x1bP1$r',
  '\x1b]0;title',
  '\x1b]52;c;aGk=\x07',
  '\x1b[<0;10;10M',
  '\x1b[<64;1;1M\x1b[<64;1;1m',
  '\x1b[M !!',
  '\x1b[?1;2c',
  '\x1b[12;40R',
  '\x1b[I\x1b[O',
  '\x1b[200~',
  '\x1b[200~half a paste',
  '\x1b[201~',
  '\x1b[99;99;99~',
  '\x1b[1;1;1;1;1;1;1u',
  '\x1b[999999999999999999999A',
  '\x1b[57441;5:3u',
  '\x9b31m',
  '\u202e\u200b',
  '\0\0\0',
  new Uint8Array([0xff, 0xfe, 0xfd]),
  new Uint8Array([0xc3]),
  new Uint8Array([0xe2, 0x82]),
  new Uint8Array([0xf0, 0x9f, 0x98]),
  new Uint8Array([0xed, 0xa0, 0x80]),
];

/** What a terminal fault leaves to be said: sentences for what was wrong, and when the console could go on, monotonic ms. */
export type TerminalOutcome = {readonly unrestored: readonly string[]; readonly endedAt: number};

export type TerminalFault = {
  readonly name: string;
  readonly weight: number;
  /** The process stands still, and leaves room for a tenant that may have stood still beside it: see `isUnanswered`. */
  readonly standsStill?: boolean;
  readonly run: (console: ObservedConsole, random: Random, ms: number) => Promise<TerminalOutcome>;
};

const well = (): TerminalOutcome => ({unrestored: [], endedAt: performance.now()});

/** Stops the console by `stop`, looks at what it left, and brings it back; `isPolite`: it could put its terminal right. */
const stopping =
  (stop: (console: ObservedConsole) => Promise<void> | void, isPolite: boolean): TerminalFault['run'] =>
  async (console, _random, ms) => {
    await stop(console);
    const shown = await console.stopped(STOPPED_MS);
    if (shown === null) {
      return {...well(), unrestored: console.isRunning() ? ['it did not stop when told to'] : []};
    }
    await sleep(ms);
    const unrestored = isPolite ? leftBehind(shown, 0).map(what => `while stopped: ${what}`) : [];
    return {unrestored, endedAt: console.goOn()};
  };

/** Faults of the terminal and of the process in it that do not end it. */
export const TERMINAL_FAULTS: readonly TerminalFault[] = [
  {
    name: 'storm of sizes',
    weight: 3,
    run: async (console, random, ms) => {
      const end = performance.now() + ms;
      while (performance.now() < end) await console.resize(1 + random.below(220), 1 + random.below(70));
      await console.resize(...USUAL);
      return well();
    },
  },
  {
    name: 'tiny sizes',
    weight: 3,
    run: async (console, random, ms) => {
      await console.resize(...random.pick(TINY));
      await press(console, random.pick(['j', '2', 's', '?', 'z']));
      await sleep(ms);
      await console.resize(...USUAL);
      return well();
    },
  },
  {
    name: 'Ctrl-Z, fg',
    weight: 3,
    standsStill: true,
    run: stopping(async console => {
      await closeAll(console);
      await press(console, 'ctrl+z');
    }, true),
  },
  {
    name: 'SIGTSTP, fg',
    weight: 2,
    standsStill: true,
    run: stopping(({pid}) => void process.kill(pid, 'SIGTSTP'), true),
  },
  {
    name: 'SIGSTOP, fg',
    weight: 2,
    standsStill: true,
    run: stopping(({pid}) => void process.kill(-groupOf(pid), 'SIGSTOP'), false),
  },
  {
    name: 'SIGCONT without a stop',
    weight: 1,
    run: async ({pid}) => {
      process.kill(pid, 'SIGCONT');
      return well();
    },
  },
  {
    name: 'garbage on stdin',
    weight: 4,
    run: async (console, random, ms) => {
      const pieces = 1 + random.below(8);
      for (let count = 0; count < pieces; count += 1) {
        console.send(random.pick(GARBAGE));
        await sleep(random.chance(0.5) ? 0 : ms / pieces);
      }
      return well();
    },
  },
  {
    name: 'pasted text',
    weight: 2,
    run: async (console, random) => {
      const text = random.pick([
        'q',
        'y\r',
        'line\nline\n',
        '\x1b[31mred\x03',
        'ü界🙂\u202e',
        `${'long '.repeat(4000)}q`,
      ]);
      console.send(`\x1b[200~${text}\x1b[201~`);
      return well();
    },
  },
  {
    name: 'terminal takes no output',
    weight: 2,
    run: async ({program}, _random, ms) => {
      program.terminal.signal('SIGSTOP');
      await sleep(ms);
      program.terminal.signal('SIGCONT');
      return well();
    },
  },
];

/** Whether the screen is a whole one again; a frame may be half written at any one moment. */
export const isWhole = (console: ObservedConsole, ms: number): Promise<boolean> =>
  until(() => /^(floor|Too small)/.test(console.text()), ms, console.ended);
