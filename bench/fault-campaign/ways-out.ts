import {setTimeout as sleep} from 'node:timers/promises';
import type {Random} from '../../source/simulator/floor/random.js';
import {leftBehind} from '../left-behind.js';
import {isStackTrace} from './caller.js';
import {type ObservedConsole, stateOf} from './observed-console.js';
import {closeAll, press} from './operator.js';
import {until} from './until.js';

/** A console whose terminal has gone, or that was told to end by a signal, ends within this, ms. */
const GONE_WITHIN_MS = 1000;
/** Long enough for any end, ms. */
const LONGEST_MS = 8000;

export type WayOut = {
  readonly name: string;
  readonly weight: number;
  /** As the contract tells it. */
  readonly code: number;
  /** Nobody can put a terminal right that has gone, or after SIGKILL. */
  readonly isTerminalKept: boolean;
  readonly isPrompt: boolean;
  readonly go: (console: ObservedConsole) => Promise<void> | void;
};

const signal =
  (name: NodeJS.Signals) =>
  ({pid}: ObservedConsole): void =>
    void process.kill(pid, name);

/** Every way in which a console ends. */
export const WAYS_OUT: readonly WayOut[] = [
  {
    name: 'q',
    weight: 3,
    code: 0,
    isTerminalKept: true,
    isPrompt: false,
    go: async console => {
      await closeAll(console);
      await press(console, 'q');
    },
  },
  {
    name: 'Ctrl-C',
    weight: 2,
    code: 0,
    isTerminalKept: true,
    isPrompt: false,
    go: async console => {
      await closeAll(console);
      await press(console, 'ctrl+c');
    },
  },
  {name: 'SIGTERM', weight: 3, code: 143, isTerminalKept: true, isPrompt: true, go: signal('SIGTERM')},
  {name: 'SIGHUP', weight: 2, code: 129, isTerminalKept: true, isPrompt: true, go: signal('SIGHUP')},
  {name: 'SIGINT', weight: 2, code: 0, isTerminalKept: true, isPrompt: true, go: signal('SIGINT')},
  {
    name: 'terminal gone',
    weight: 3,
    code: 129,
    isTerminalKept: false,
    isPrompt: true,
    go: ({program}) => program.kill(),
  },
  {name: 'SIGKILL', weight: 5, code: 137, isTerminalKept: false, isPrompt: true, go: signal('SIGKILL')},
];

/** How a life ended: sentences for crashes (a wrong code, a stack trace, no end at all) and for what was not put right. */
export type Ended = {
  readonly crashes: readonly string[];
  readonly unrestored: readonly string[];
  readonly others: readonly string[];
};

/** Ends a console this way, and looks at what it leaves. `slackMs` tells what the machine was late by meanwhile. */
export async function endBy(way: WayOut, console: ObservedConsole, slackOf: () => number): Promise<Ended> {
  const from = performance.now();
  await way.go(console);
  const isGone = await until(() => stateOf(console.pid) === null, LONGEST_MS);
  const ms = performance.now() - from;
  const crashes: string[] = [];
  if (!isGone) {
    crashes.push(`${way.name}: it did not end within ${LONGEST_MS} ms:\n${console.text()}`);
    process.kill(console.pid, 'SIGKILL');
  } else if (way.isPrompt && ms > GONE_WITHIN_MS + slackOf()) {
    crashes.push(`${way.name}: it took ${Math.round(ms)} ms to end`);
  }
  const code = await console.code(LONGEST_MS);
  if (code !== way.code && isGone)
    crashes.push(`${way.name}: ended with ${code} instead of ${way.code}: ${console.errors()}`);
  if (way.isTerminalKept) await Promise.race([console.program.exited, sleep(LONGEST_MS)]);
  console.program.kill();
  const errors = console.errors();
  const others: string[] = [];
  // A warning of the run-time is no crash, but nothing that anybody should find below the console either.
  if (/^\(node:\d+\) \w*Warning/.test(errors)) others.push(`a warning: ${errors}`);
  else if (isStackTrace(errors)) crashes.push(`a stack trace on stderr: ${errors}`);
  else if (errors !== '') crashes.push(`written to stderr: ${errors}`);
  const unrestored = way.isTerminalKept
    ? leftBehind(console.program.output(), 0).map(what => `${way.name}: ${what}`)
    : [];
  return {crashes, unrestored, others};
}

/** As `random` decides. */
export const someWayOut = (random: Random): WayOut => random.weighted(WAYS_OUT.map(way => [way, way.weight] as const));
