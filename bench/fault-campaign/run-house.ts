import {callClosing} from './caller.js';
import {startFaultyTenant} from './faulty-tenant.js';
import {makeHome} from './home.js';
import {judge} from './ledger.js';
import {LifeNotes, type LifeRecord} from './life-record.js';
import type {Life} from './plan-life.js';
import {runLife, type Surroundings} from './run-life.js';
import type {SlackMeter} from './slack.js';
import type {Way} from './way.js';

/**
 * Lives one after the other, over one home directory and one tenant. What a life has left in the audit log is judged when the
 * next one has started, because that closes what was left open; after the last one `floorwalker call` does. `onRecord` gets
 * each life's record then, and `tell` what happens as it happens.
 */
export async function runHouse(
  seed: number,
  way: Way,
  lives: () => Life | null,
  slack: SlackMeter,
  onRecord: (record: LifeRecord, home: string) => void,
  tell: (words: string) => void,
): Promise<void> {
  const tenant = await startFaultyTenant(seed, way);
  const home = await makeHome(tenant);
  const surroundings: Surroundings = {home, tenant, slack, killed: new Set()};
  const told = new Set<string>();
  let astray = 0;
  let before = {changes: 0, actions: 0, closedLater: 0};
  let hasProblems = false;
  let waiting: {life: Life; notes: LifeNotes; ms: number; changesByThen: number} | null = null;

  const judged = async (): Promise<void> => {
    if (!waiting) return;
    const {life, notes, ms, changesByThen} = waiting;
    waiting = null;
    const {records, broken, takenAway} = await home.records();
    const {repeated, lost, closedLater, actions} = judge(
      tenant.changes.slice(0, changesByThen),
      records,
      surroundings.killed,
      takenAway,
    );
    const fresh = (all: readonly string[]): readonly string[] => all.filter(one => !told.has(one));
    notes.problems.repeated.push(...fresh(repeated));
    notes.problems.lost.push(...fresh([...lost, ...broken]));
    for (const one of [...repeated, ...lost, ...broken]) told.add(one);
    if (tenant.astray() > astray) notes.problems.other.push('a redirect was followed');
    astray = tenant.astray();
    notes.problems.other.push(...fresh(tenant.breaches()));
    for (const one of tenant.breaches()) told.add(one);
    hasProblems ||= Object.values(notes.problems).some(all => all.length > 0);
    onRecord(
      {
        seed: life.seed,
        life: life.number,
        way,
        faults: notes.faults,
        recoveries: notes.recoveries,
        backInTurns: notes.backInTurns,
        rate: life.rate,
        problems: notes.problems,
        acts: notes.acts,
        actsNotReached: notes.actsNotReached,
        calls: notes.calls,
        changes: changesByThen - before.changes,
        actions: actions - before.actions,
        closedLater: closedLater - before.closedLater,
        ms: Math.round(ms),
      },
      home.directory,
    );
    before = {changes: changesByThen, actions, closedLater};
  };

  try {
    for (let life = lives(); life; life = lives()) {
      const notes = new LifeNotes(tell);
      const startedAt = performance.now();
      try {
        await runLife(life, surroundings, notes, judged);
      } catch (error) {
        notes.problems.crashes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
        await judged();
      }
      waiting = {life, notes, ms: performance.now() - startedAt, changesByThen: tenant.changes.length};
    }
    if (waiting) {
      const problems = await callClosing(home.environment);
      waiting.notes.problems.crashes.push(...problems);
      // The closing call is a change of its own; it is judged with the rest.
      waiting.changesByThen = tenant.changes.length;
      await judged();
    }
  } finally {
    await tenant.close();
    // What went wrong is looked at there.
    if (!hasProblems) await home.remove();
  }
}
