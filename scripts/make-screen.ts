import {type Clock, systemClock} from '../source/lib/clock.js';
import {frameToSvg} from './frame-to-svg.js';
import {startScriptedConsole} from './scripted-console.js';

const COLUMNS = 120;
const ROWS = 40;
/** A weekday morning; the same in every picture. */
const STARTS_AT = Date.UTC(2026, 2, 4, 10, 15, 0);
/** Time passes this many times as fast, for console and tenant alike, so that minutes take seconds. */
const FASTER = 3;
/** The picture is taken this long after the start, ms of that time: everything has been asked several times by then. */
const TAKEN_AFTER_MS = 150_000;

/**
 * A picture of the console, as SVG: seeded floor, seeded chance, a wall clock that starts at a fixed time. Two pictures
 * differ only where answers crossed a second on their way.
 */
export async function makeScreen(): Promise<string> {
  const startedAt = systemClock.now();
  const now = (): number => (systemClock.now() - startedAt) * FASTER;
  const clock: Clock = {
    now,
    wall: () => Math.floor(STARTS_AT + now()),
    sleep: (ms, signal) => systemClock.sleep(ms / FASTER, signal),
  };
  const screen = await startScriptedConsole({
    words: ['--demo', '--seed', '7', '--agents', '120', '--queues', '24', '--lang', 'en'],
    clock,
    random: () => 0.5,
    columns: COLUMNS,
    rows: ROWS,
  });
  await screen.terminal.waitFor(/Queues/);
  await clock.sleep(TAKEN_AFTER_MS);
  await screen.terminal.flush();
  const svg = frameToSvg(screen.terminal.screen(), {title: 'floorwalker watching a simulated contact centre'});
  screen.terminal.send('q');
  await screen.exited;
  await screen.dispose();
  return svg;
}
