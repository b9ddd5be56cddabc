import {existsSync, mkdirSync, renameSync, rmdirSync} from 'node:fs';
import type {Random} from '../../source/simulator/floor/random.js';
import type {FaultyTenant} from './faulty-tenant.js';
import type {ObservedConsole} from './observed-console.js';
import {askForAct, closeAll, press} from './operator.js';
import {until} from './until.js';

/** How long the words of a refusal may take, ms. */
const WORDS_MS = 4000;
/** A line is written within some ms, but a process may have been killed in the middle: the next one frees the lock. */
const LOCK_MS = 5000;

export type AuditFault = {
  readonly name: string;
  readonly weight: number;
  /** Breaks the log at `path`; returns what heals it, or null where only a new start does. */
  readonly breaks: (path: string, aside: string) => (() => void) | null | Promise<() => void>;
};

/** Puts a directory where the lock should be, as soon as nobody holds it. */
async function takeLock(path: string): Promise<void> {
  const isTaken = await until(() => {
    try {
      mkdirSync(path);
      return true;
    } catch {
      return false;
    }
  }, LOCK_MS);
  if (!isTaken) throw new Error(`${path} was held for ${LOCK_MS} ms`);
}

/** The log made unwritable, moved away for a while, or taken away for good. All work for root too. */
export const AUDIT_FAULTS: readonly AuditFault[] = [
  {
    name: 'audit log unwritable',
    weight: 2,
    breaks: async path => {
      // No lock can be had where a directory is.
      await takeLock(`${path}.lock`);
      return () => rmdirSync(`${path}.lock`);
    },
  },
  {
    name: 'audit log moved away',
    weight: 2,
    breaks: (path, aside) => {
      renameSync(path, aside);
      return () => renameSync(aside, path);
    },
  },
  {
    name: 'audit log deleted',
    weight: 1,
    breaks: (path, aside) => {
      renameSync(path, aside);
      return null;
    },
  },
];

/** What came of it: sentences for what was wrong, and whether an act was tried at all. */
export type AuditOutcome = {readonly problems: readonly string[]; readonly wasTried: boolean; readonly isGone: boolean};

/** Breaks the log, tries an act, and looks whether it was refused in words, and nothing reached the tenant. */
export async function runAuditFault(
  fault: AuditFault,
  options: {
    readonly console: ObservedConsole;
    readonly tenant: FaultyTenant;
    readonly path: string;
    readonly aside: string;
    readonly random: Random;
  },
): Promise<AuditOutcome> {
  const {console, tenant, path, aside, random} = options;
  if (!existsSync(path)) return {problems: [], wasTried: false, isGone: false};
  if (!(await askForAct(console, random))) {
    await closeAll(console);
    return {problems: [], wasTried: false, isGone: false};
  }
  const heal = await fault.breaks(path, aside);
  const before = tenant.changes.length;
  try {
    await press(console, 'y');
    const isTold = await console.shows(/not sent[\s\S]*audit log/i, WORDS_MS);
    const problems = [
      ...(isTold ? [] : [`${fault.name}: the refusal was not told:\n${console.text()}`]),
      ...(tenant.changes.length > before ? [`${fault.name}: a change was sent all the same`] : []),
      ...(console.isRunning() ? [] : [`${fault.name}: the console ended`]),
    ];
    return {problems, wasTried: true, isGone: heal === null};
  } finally {
    heal?.();
    await closeAll(console);
  }
}
