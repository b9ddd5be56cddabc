import {createRandom} from '../source/simulator/floor/random.js';
import {interval, markdownTable, print, quantile} from './figures.js';
import {awayAfterRefusals, consoles, foreign, type Line, playScene, type Scene} from './sharing/scene.js';

// Consoles that know nothing of one another at one tenant, in virtual time: how much of its slots they use together, how
// much is refused, how evenly it is shared. The gate is the product's, the limit the simulated tenant's. SEEDS=20 for fewer.

const SEEDS = Number(process.env['SEEDS'] ?? 100);

const percent = (values: readonly number[]): string => {
  const {mean, half} = interval(values.map(value => 100 * value));
  return `${mean.toFixed(1)} ± ${half.toFixed(1)}`;
};

function rowOf({name, ...scene}: Scene & {name: string}): readonly string[] {
  const played = Array.from({length: SEEDS}, (_, seed) => playScene(scene, seed + 1));
  const hasForeign = scene.guests.some(guest => guest.isForeign);
  const isSeveral = scene.guests.filter(guest => !guest.isForeign).length > 1;
  const fair = played.map(one => one.jain);
  return [
    name,
    percent(played.map(one => one.used)),
    hasForeign ? percent(played.map(one => one.ours)) : '',
    `${percent(played.map(one => one.refused))} (${(100 * Math.max(...played.map(one => one.refused))).toFixed(1)})`,
    isSeveral ? `${interval(fair).mean.toFixed(3)} (${Math.min(...fair).toFixed(2)})` : '',
  ];
}

const LINE: Line = {rate: 1, roundTrip: 41};
const scenes: readonly (Scene & {name: string})[] = [
  ...[2, 5, 10].map(count => ({
    name: `${count} together, back-off alone`,
    line: LINE,
    guests: consoles(count, 1, false),
  })),
  ...[1, 2, 5, 10].map(count => ({name: `${count} together`, line: LINE, guests: consoles(count, 1)})),
  ...[5, 80].flatMap(roundTrip =>
    [2, 5, 10].map(count => ({
      name: `${count} together, round trip ${roundTrip} ms`,
      line: {rate: 1, roundTrip},
      guests: consoles(count, 1),
    })),
  ),
  ...[0.5, 10].flatMap(rate =>
    [2, 5, 10].map(count => ({
      name: `${count} together, ${rate}/s, round trip 5 ms`,
      line: {rate, roundTrip: 5},
      guests: consoles(count, rate),
    })),
  ),
  {
    name: 'a second comes after 5 min',
    line: LINE,
    guests: [...consoles(1, 1), ...consoles(1, 1).map(guest => ({...guest, from: 5}))],
    counted: [15, 25],
  },
  {
    name: 'a second comes after 5 min, round trip 5 ms',
    line: {rate: 1, roundTrip: 5},
    guests: [...consoles(1, 1), ...consoles(1, 1).map(guest => ({...guest, from: 5}))],
    counted: [15, 25],
  },
  {
    name: '5, then 5 more after 10 min',
    line: LINE,
    guests: [...consoles(5, 1), ...consoles(5, 1).map(guest => ({...guest, from: 10}))],
    counted: [20, 30],
  },
  {
    name: '5, of which 4 leave after 10 min',
    line: LINE,
    guests: [...consoles(1, 1), ...consoles(4, 1).map(guest => ({...guest, until: 10}))],
    counted: [20, 30],
  },
  ...[1, 2, 5].map(count => ({
    name: `${count} beside a foreign client at full rate`,
    line: LINE,
    guests: [...consoles(count, 1), foreign(1000)],
  })),
  {
    name: '2 beside a foreign client that asks every 3 s',
    line: LINE,
    guests: [...consoles(2, 1), foreign(3000)],
  },
];
print(
  markdownTable(
    [
      'consoles (1/s, round trip 41 ms unless said)',
      'slots used, %',
      'by ours, %',
      'ours refused, % (worst seed)',
      'Jain (worst seed)',
    ],
    scenes.map(rowOf),
  ),
);

/** A tenant that refuses everything for 3 to 25 s, and a console that has been up for so many s by then. */
const UP_S = [5, 20, 40, 70, 95, 130, 600];
const SHORTEST_MS = 3000;
const LONGEST_MS = 25_000;
const TIMES = 5 * SEEDS;
const MOST_MS = 120_000;

function awayRow(up: number): readonly string[] {
  const away = Array.from({length: TIMES}, (_, seed) => {
    const lasts = SHORTEST_MS * (LONGEST_MS / SHORTEST_MS) ** createRandom(seed + 1).next();
    return awayAfterRefusals({line: {rate: 1, roundTrip: 5}, from: 1000 * up, lasts, most: MOST_MS}, seed + 1) / 1000;
  });
  return [`${up} s`, ...[0.5, 0.99, 1].map(share => quantile(away, share).toFixed(1))];
}
print(
  markdownTable(
    ['one console alone, up for', 'back after all was refused, s: median', '99 %', 'most'],
    UP_S.map(awayRow),
  ),
);
