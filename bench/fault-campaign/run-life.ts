import {setTimeout as sleep} from 'node:timers/promises';
import {createRandom} from '../../source/simulator/floor/random.js';
import {runAuditFault} from './audit-faults.js';
import {backInTurns} from './back-in-turns.js';
import {callCreating} from './caller.js';
import {ExpectedSlots} from './expected-slots.js';
import type {FaultyTenant} from './faulty-tenant.js';
import type {Home} from './home.js';
import type {LifeNotes} from './life-record.js';
import {type ObservedConsole, startObserved} from './observed-console.js';
import {act, closeAll, press} from './operator.js';
import type {Event, Life} from './plan-life.js';
import {recoveryAfter} from './recovery.js';
import type {SlackMeter} from './slack.js';
import {isWhole, type TerminalFault} from './terminal-faults.js';
import {until} from './until.js';
import {endBy} from './ways-out.js';

/** All is known of so small a tenant by then, ms; what is not does not keep a life from going on. */
const KNOWN_MS = 6000;
/** Between two faults, ms at most. */
const REST_MS = 120;
/** Acts that wait for their slot or their answer are over by then, ms. */
const QUIET_MS = 10_000;
/** The fault that a life ends in is on for this at most, ms, or so many slots where these are longer. */
const UNDER_WAY_MS = 300;
const UNDER_WAY_SLOTS = 3;
/** A half-drawn frame is whole again by then, ms. */
const WHOLE_MS = 4000;

/** What lives of one home have in common. `killed` collects ids of processes that were ended by SIGKILL. */
export type Surroundings = {
  readonly home: Home;
  readonly tenant: FaultyTenant;
  readonly slack: SlackMeter;
  readonly killed: Set<number>;
};

/** One life in the making. */
type Living = Surroundings & {
  readonly console: ObservedConsole;
  readonly slots: ExpectedSlots;
  readonly notes: LifeNotes;
  /** The log was taken away for good: nothing can be sent any more. */
  isLogGone: boolean;
  /** It did not come back after a fault: its life ends there. */
  isGone: boolean;
};

/** Lives a life from start to end. `onStarted` is called when its first frame is there and the log was opened. */
export async function runLife(
  life: Life,
  surroundings: Surroundings,
  notes: LifeNotes,
  onStarted: () => Promise<void>,
): Promise<void> {
  const {home, tenant} = surroundings;
  const {rate, hasDate} = life;
  tenant.tellDate(hasDate);
  const name = `life-${life.number}`;
  const console = await startObserved({home: home.directory, environment: home.environment, rate, name});
  const slots = new ExpectedSlots(rate);
  const stop = tenant.listen(({status, retryAfter, at}) => {
    if (status !== null) slots.answered(status, retryAfter, at);
  });
  const living: Living = {...surroundings, console, slots, notes, isLogGone: false, isGone: false};
  try {
    await console.shows(/all known/, KNOWN_MS);
    await onStarted();
    for (const event of life.events) {
      if (!console.isRunning()) {
        notes.problems.crashes.push(`it ended by itself with ${await console.code(1000)}: ${console.errors()}`);
        return;
      }
      await happen(event, living);
      if (living.isGone) return;
      await sleep(createRandom(event.seed).next() * REST_MS);
    }
    await end(life, living);
  } finally {
    stop();
    await tenant.end();
    console.program.kill();
  }
}

async function happen(event: Event, living: Living): Promise<void> {
  const {notes, tenant, console} = living;
  notes.fault(event.fault.name);
  const random = createRandom(event.seed);
  if (event.kind === 'audit') {
    if (living.isLogGone) return;
    const {home} = living;
    // What is under way when the log goes can have no outcome in it.
    await until(() => home.openActions() === 0, QUIET_MS, console.ended);
    const outcome = await runAuditFault(event.fault, {console, tenant, path: home.log, aside: home.aside(), random});
    notes.problems.other.push(...outcome.problems);
    if (!outcome.wasTried) notes.actsNotReached += 1;
    living.isLogGone = outcome.isGone;
    await recover(event.fault.name, performance.now(), living);
    return;
  }
  if (event.kind === 'terminal') {
    const endedAt = await terminalFault(event.fault, random, event.ms, living);
    await recover(event.fault.name, endedAt, living, {meanwhile: '', isUnanswered: event.fault.standsStill ?? false});
    return;
  }
  const began = performance.now();
  await tenant.begin(event.fault, random.fork());
  const {during} = event;
  let calling: Promise<void> | null = null;
  if (during === 'act') await tryAct(living, random);
  else if (during === 'call') calling = call(living, random);
  else if (during !== 'nothing') {
    notes.fault(during.name);
    await terminalFault(during, random, event.ms, living);
  }
  await sleep(event.ms - (performance.now() - began));
  let ended = await tenant.end();
  if (event.fault.isOfCredentials) {
    // Nobody presses a key on a window that has just grown and is not drawn yet.
    await isWhole(console, WHOLE_MS);
    await closeAll(console);
    ended = performance.now();
    await press(console, 'r');
  }
  const meanwhile = during === 'nothing' ? '' : `, meanwhile ${typeof during === 'object' ? during.name : during}`;
  const isStill = typeof during === 'object' && during.standsStill;
  const isUnanswered = event.fault.isUnanswered || isStill || false;
  await recover(event.fault.name, ended, living, {meanwhile, isUnanswered});
  await calling;
}

/** Waits until the console is back, and looks whether its screen is whole. */
async function recover(
  fault: string,
  ended: number,
  living: Living,
  {meanwhile, isUnanswered} = {meanwhile: '', isUnanswered: false},
): Promise<void> {
  const {tenant, slots, slack, console, notes} = living;
  const before = console.text();
  const recovery = await recoveryAfter(ended, {
    tenant,
    slots,
    slack,
    pid: console.pid,
    signal: console.ended,
    isUnanswered,
  });
  if (!console.isRunning()) return;
  notes.recovered(fault, recovery, meanwhile);
  // One that does not come back will not by the next fault either.
  if (!recovery.isBack) living.isGone = true;
  if (recovery.isLate) notes.tell(`then:\n${before}\nnow:\n${console.text()}`);
  if (!(await isWhole(console, WHOLE_MS)))
    notes.problems.other.push(`no whole screen after ${fault}:\n${console.text()}`);
}

async function terminalFault(
  fault: TerminalFault,
  random: ReturnType<typeof createRandom>,
  ms: number,
  {console, notes}: Living,
): Promise<number> {
  const {unrestored, endedAt} = await fault.run(console, random, ms);
  notes.problems.unrestored.push(...unrestored.map(what => `${fault.name}: ${what}`));
  return endedAt;
}

async function tryAct({console, notes}: Living, random: ReturnType<typeof createRandom>): Promise<void> {
  const isMade = await act(console, random);
  notes.tell(isMade ? 'an act' : 'an act that could not be asked for');
  if (isMade) notes.acts += 1;
  else notes.actsNotReached += 1;
}

async function call({home, notes, killed}: Living, random: ReturnType<typeof createRandom>): Promise<void> {
  const {pid, wasKilled, problems} = await callCreating(home.environment, random);
  notes.calls += 1;
  notes.tell(wasKilled ? 'a call, killed' : 'a call');
  if (wasKilled) {
    notes.fault('call killed');
    killed.add(pid);
  }
  notes.problems.crashes.push(...problems);
}

/** The end: in a fault or without, right after an act or not. */
async function end(life: Life, living: Living): Promise<void> {
  const {console, notes, tenant, slack, killed} = living;
  const random = createRandom(life.endSeed);
  if (life.endsIn) {
    notes.fault(life.endsIn.name);
    await tenant.begin(life.endsIn, random.fork());
    await sleep(life.wellBeforeEnd ?? random.between(0, Math.max(UNDER_WAY_MS, (UNDER_WAY_SLOTS * 1000) / life.rate)));
  }
  if (life.endsIn && life.wellBeforeEnd !== null) {
    const ms = await backInTurns(await tenant.end(), {tenant, slots: living.slots, signal: console.ended});
    if (console.isRunning()) notes.backAfterRefusals(life.endsIn.name, ms);
  }
  if (life.actBeforeEnd !== null) {
    await tryAct(living, random);
    await sleep(life.actBeforeEnd);
  }
  const {wayOut} = life;
  notes.fault(wayOut.name);
  if (wayOut.name === 'SIGKILL') killed.add(console.pid);
  const ended = await endBy(wayOut, console, slack.begin(console.pid));
  notes.problems.crashes.push(...ended.crashes);
  notes.problems.unrestored.push(...ended.unrestored);
  notes.problems.other.push(...ended.others);
}
