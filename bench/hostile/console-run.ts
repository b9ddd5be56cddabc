import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {openConsole, type TestConsole} from '../../test/helpers/console.js';
import {nextDoing} from '../soak-keys.js';
import {byteProblems, CONSOLE_SEQUENCES} from './byte-check.js';
import type {Findings} from './findings.js';
import {type Size, screenProblems} from './screen-check.js';
import {type Step, sessionSteps} from './session-steps.js';
import type {HostileStrings} from './strings.js';
import type {HostileTenant} from './tenant.js';

export type SessionOptions = {
  readonly tenant: HostileTenant;
  readonly strings: HostileStrings;
  readonly findings: Findings;
  readonly size: Size;
  /** Which parts of a console are looked at, by their place; all of them unless told otherwise. */
  readonly isWanted?: (part: number) => boolean;
  /** Random doings after everything that is looked at in order. */
  readonly doings: number;
  /** Where a screen that is wrong is kept. */
  readonly keep: string;
};

/** How often answers fail while a console is looked at. */
const REFUSALS = 0.06;

/** A whole console over a hostile tenant: every panel, dialog and work view, its screen looked at after every key. */
export async function consoleRun(options: SessionOptions): Promise<void> {
  const {tenant, strings, findings, size, doings, keep, isWanted = () => true} = options;
  const output = `console ${size.columns} × ${size.rows}`;
  const before = strings.count();
  const app = await openConsole({tenant, ...size, profile: {countdownSeconds: 0.2}});
  const looks = {screens: 0, copies: 0, kept: false};
  const look = async (step: Step): Promise<void> => {
    looks.screens += 1;
    const problems = screenProblems(app, size);
    findings.add(
      output,
      problems.map(problem => `after ${JSON.stringify(step)}: ${problem}`),
    );
    if (problems.length === 0 || looks.kept) return;
    looks.kept = true;
    await mkdir(keep, {recursive: true});
    await writeFile(join(keep, `hostile-${size.columns}x${size.rows}.txt`), `${app.text()}\n`);
  };
  try {
    await app.waitFor(/live/);
    tenant.refusals = REFUSALS;
    const [chat] = tenant.virtualAgentChats().map(({id}) => id);
    const [campaign] = tenant.campaigns.map(({id}) => id);
    for (const [part, steps] of sessionSteps(chat ?? 81_501, campaign ?? 57).entries()) {
      if (!isWanted(part)) continue;
      for (const step of steps) {
        await take(app, step, looks);
        await look(step);
      }
    }
    for (let doing = 0; doing < doings; doing += 1) {
      const {name, steps} = nextDoing(strings.random, tenant.subdomain);
      for (const {bytes, pause} of steps) {
        if (bytes === 'y') looks.copies += 1;
        await app.type(bytes);
        await sleep(Math.min(pause, 60));
      }
      await app.settle();
      await look(name);
    }
  } finally {
    tenant.refusals = 0;
    findings.add(
      output,
      byteProblems(app.output(), {sequences: CONSOLE_SEQUENCES, return: true, copies: looks.copies}),
    );
    await app.end();
  }
  const row = findings.row(output);
  row.strings += strings.count() - before;
  row.looked = `${Number.parseInt(row.looked || '0', 10) + looks.screens} screens`;
}

async function take(app: TestConsole, step: Step, looks: {copies: number}): Promise<void> {
  if (typeof step === 'string') {
    if (step.toLowerCase() === 'y') looks.copies += 1;
    await app.press(step);
  } else if ('type' in step) await app.type(step.type);
  else if ('paste' in step) await app.paste(step.paste);
  else {
    await sleep(step.pause);
    await app.settle();
  }
}
