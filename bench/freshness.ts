import {writeFile} from 'node:fs/promises';
import {interval, markdownTable, mean, print} from './figures.js';
import {FLOORS, type FloorKind} from './freshness/agent-floor.js';
import {plotOf} from './freshness/freshness-plot.js';
import {type Game, type Played, play} from './freshness/play.js';
import {oneAhead, oracle, ours, type Policy, roundRobin, staleness} from './freshness/policies.js';

// How much of the screen is wrong, by what decides about each request. Virtual time, nothing learned beforehand, the
// same floors for all. PART=presence, screen, large or plot runs one part; SEEDS=5 fewer seeds.

/** Each seed by a name, so that a run can be spoken of. */
const SEEDS = [
  'alder',
  'ash',
  'aspen',
  'beech',
  'birch',
  'cedar',
  'cherry',
  'elder',
  'elm',
  'fir',
  'hazel',
  'holly',
  'juniper',
  'larch',
  'lime',
  'maple',
  'oak',
  'pine',
  'rowan',
  'yew',
].slice(0, Number(process.env['SEEDS'] ?? 20));
const PART = process.env['PART'] ?? 'all';
const isWanted = (part: string): boolean => PART === 'all' || PART === part;

const POLICIES: readonly (readonly [string, Policy])[] = [
  ['round robin', roundRobin],
  ['staleness rule', staleness],
  ['ours', ours],
  ['oracle: true rates', oracle],
  ['one request ahead (unreachable)', oneAhead],
];

const percent = (values: readonly number[]): string => {
  const {mean: middle, half} = interval(values.map(value => 100 * value));
  return `${middle.toFixed(2)} ± ${half.toFixed(2)}`;
};
const runs = (policy: Policy, game: Game, seeds: readonly string[] = SEEDS): readonly Played[] =>
  seeds.map((_, index) => play(policy, game, index + 1));

/** Every slot for presence: 300 agents, 12 statuses, 15 minutes of learning, then 8 minutes counted. */
function presence(): void {
  const rows = FLOORS.map(kind => {
    const game = {kind, agents: 300, queues: 2, rate: 1, warmUp: 900, seconds: 1380, presenceOnly: true};
    const [sweep, learned, known] = [roundRobin, ours, oracle].map(policy => runs(policy, game)) as [
      readonly Played[],
      readonly Played[],
      readonly Played[],
    ];
    const wrong = (played: readonly Played[]) => played.map(one => one.kinds.presence);
    const ratios = learned.map((one, index) => one.kinds.presence / (sweep[index]?.kinds.presence ?? Number.NaN));
    const {mean: ratio, half} = interval(ratios);
    return [
      kind.name,
      mean(sweep.map(one => one.changesPerSecond)).toFixed(1),
      percent(wrong(sweep)),
      percent(wrong(learned)),
      `${ratio.toFixed(3)} ± ${half.toFixed(3)}`,
      Math.max(...ratios).toFixed(3),
      (mean(wrong(learned)) / mean(wrong(known))).toFixed(2),
      percent(learned.map(one => one.claimed)),
    ];
  });
  print(
    markdownTable(
      ['floor', 'changes/s', 'sweep, %', 'ours, %', 'ours / sweep', 'worst seed', 'ours / true rates', 'ours says, %'],
      rows,
    ),
  );
}

const usual = FLOORS.find(({name}) => name === 'usual') as FloorKind;
const broken = FLOORS.find(({name}) => name.startsWith('mass break')) as FloorKind;

function screenRows(
  games: readonly (Game & {readonly seeds: readonly string[]})[],
  policies = POLICIES,
): (string | number)[][] {
  return games.flatMap(game => {
    const all = policies.map(([name, policy]) => [name, runs(policy, game, game.seeds)] as const);
    const first = mean(all[0]?.[1].map(one => one.weighted) ?? []);
    return all.map(([name, played]) => [
      `${game.agents} / ${game.queues}`,
      String(game.rate),
      game.kind === usual ? 'usual' : 'mass break',
      String(game.seeds.length),
      name,
      percent(played.map(one => one.weighted)),
      (mean(played.map(one => one.weighted)) / first).toFixed(2),
      percent(played.map(one => one.plain)),
      ...(['presence', 'waits', 'states'] as const).map(kind => percent(played.map(one => one.kinds[kind]))),
    ]);
  });
}

const SCREEN_HEADER = [
  'agents / queues',
  'requests/s',
  'floor',
  'seeds',
  'policy',
  'weighted, %',
  'of round robin',
  'plain, %',
  'presence, %',
  'waits, %',
  'states, %',
];

/** The whole screen, at sizes and rates of every kind; the second half of each run is counted. */
function screen(): void {
  const sizes = [
    {agents: 100, queues: 20, kinds: [usual, broken], rates: [0.5, 1, 10]},
    {agents: 1000, queues: 200, kinds: [usual], rates: [0.5, 1, 10]},
  ];
  const games = sizes.flatMap(({agents, queues, kinds, rates}) =>
    kinds.flatMap(kind =>
      rates.map(rate => {
        const seconds = rate === 10 ? 240 : 1200;
        return {kind, agents, queues, rate, seconds, warmUp: seconds / 2, every: rate === 10 ? 5 : 2, seeds: SEEDS};
      }),
    ),
  );
  print(markdownTable(SCREEN_HEADER, screenRows(games)));
}

/** The largest tenants: as above, but longer where few requests are made, as there is more to ask about. */
function large(): void {
  const games = [0.5, 1, 10].map(rate => {
    const seconds = rate === 10 ? 240 : 1500;
    return {
      kind: usual,
      agents: 10_000,
      queues: 2000,
      rate,
      seconds,
      warmUp: seconds / 2,
      every: 25,
      seeds: SEEDS,
    };
  });
  print(markdownTable(SCREEN_HEADER, screenRows(games)));
}

/** What a slot costs: to choose, and with the answer taken in. */
function cost(): void {
  const rows = [
    [100, 20],
    [1000, 200],
    [10_000, 2000],
  ].map(([agents = 0, queues = 0]) => {
    const game = {kind: usual, agents, queues, rate: 1, seconds: 600, warmUp: 590, every: 600};
    const played = play(ours, game, 1);
    return [`${agents} / ${queues}`, played.chooseMs, played.slotMs];
  });
  print(markdownTable(['agents / queues', 'choose, ms a slot', 'choose and take in, ms a slot'], rows, 2));
}

async function plot(): Promise<void> {
  const seconds = 1500;
  const game = {kind: broken, agents: 300, queues: 40, rate: 1, seconds, warmUp: seconds / 2, every: 2};
  const courses = POLICIES.map(([name, policy]) => {
    const played = runs(policy, game, SEEDS);
    return {
      name: name.replace(' (unreachable)', ''),
      shares: played[0]?.course.map((_, part) => mean(played.map(one => one.course[part] ?? 0))) ?? [],
    };
  });
  const title = 'Share of wrong cells on a supervisor’s screen, weighted: 300 agents, 40 queues, 1 request a second';
  await writeFile(new URL('../../docs/freshness.svg', import.meta.url), plotOf(title, courses, seconds));
}

if (isWanted('presence')) presence();
if (isWanted('screen')) screen();
if (isWanted('large')) large();
if (isWanted('cost')) cost();
if (isWanted('plot')) await plot();
