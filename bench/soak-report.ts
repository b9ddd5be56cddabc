import {markdownTable, median, trendOf} from './figures.js';
import type {Point, SoakState} from './soak-state.js';

/**
 * Growth that a console may not exceed, MB per ordinary hour: at one request a second, 3,600 of them. Half a megabyte
 * an hour is 84 MB a week without a restart, which a console that is left standing still survives; a real leak (a timing
 * entry, a listener or a row kept per frame or per answer) is ten times as large and more.
 */
export const LIMIT_MB_PER_HOUR = 0.5;
const REQUESTS_PER_HOUR = 3600;
const MB = 1024 * 1024;

/**
 * Samples taken one after the other see the same screen and the same dialogs: they are not independent, and a bound
 * reckoned from them one by one is far too narrow. So each life is cut into this many stretches, and a stretch counts
 * once, by its median (the method of batch means, as for other simulations).
 */
const STRETCHES = 10;

function stretchesOf(life: readonly {readonly x: number; readonly y: number}[]) {
  const length = Math.max(1, Math.ceil(life.length / STRETCHES));
  return Array.from({length: Math.ceil(life.length / length)}, (_, index) => {
    const stretch = life.slice(index * length, (index + 1) * length);
    return {x: median(stretch.map(point => point.x)), y: median(stretch.map(point => point.y))};
  });
}

const perUnit = (lives: SoakState['lives'], x: (point: Point) => number) =>
  trendOf(lives.map(life => stretchesOf(life.map(point => ({x: x(point), y: point.heap / MB})))));

/** The figures as text, and whether the heap certainly grows faster than it may. */
export function reportOf(state: SoakState, warmUpMs: number): {readonly text: string; readonly isTooMuch: boolean} {
  const lives = state.lives.map(life => life.filter(point => point.at >= warmUpMs)).filter(life => life.length > 1);
  const points = lives.flat();
  const hours = perUnit(lives, point => point.requests / REQUESTS_PER_HOUR);
  const frames = perUnit(lives, point => point.frames / 1000);
  const clock = perUnit(lives, point => point.at / 3_600_000);
  const three = (value: number): string => value.toFixed(3);
  const slope = markdownTable(
    ['heap grows by, MB', 'slope', '95 % from', 'to'],
    [
      ['per ordinary hour (3,600 requests)', three(hours.slope), three(hours.low), three(hours.high)],
      ['per 1,000 frames', three(frames.slope), three(frames.low), three(frames.high)],
      ['per hour of this soak', three(clock.slope), three(clock.low), three(clock.high)],
    ],
  );
  const of = (read: (point: Point) => number): string =>
    points.length === 0
      ? '–'
      : `${median(points.map(read)).toFixed(1)} (largest ${Math.max(...points.map(read)).toFixed(1)})`;
  const last = state.lives.map(life => life.at(-1));
  const sum = (read: (point: Point) => number): number =>
    last.reduce((total, point) => total + (point ? read(point) : 0), 0);
  const facts = markdownTable(
    ['what', 'how much'],
    [
      ['minutes', (sum(point => point.at) / 60_000).toFixed(1)],
      ['lives of the process', String(state.lives.length)],
      ['requests', String(sum(point => point.requests))],
      ['frames', String(sum(point => point.frames))],
      ['samples after warm-up', String(points.length)],
      ['heap after collection, MB, median', of(point => point.heap / MB)],
      ['resident, MB, median', of(point => point.rss / MB)],
      ['open handles and timers, median', of(point => point.resources)],
      ...Object.entries(state.counts).map(([name, count]): [string, string] => [name, String(count)]),
    ],
  );
  return {text: `${facts}\n\n${slope}`, isTooMuch: hours.low > LIMIT_MB_PER_HOUR};
}
