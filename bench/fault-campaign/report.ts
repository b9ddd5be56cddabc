import {markdownTable, quantile} from '../figures.js';
import type {COUNTS, LifeRecord} from './life-record.js';
import {RATES} from './plan-life.js';
import {faultsIn} from './progress.js';
import {CONSTANT_MS, WITHIN_SLOTS} from './recovery.js';
import {WAYS} from './way.js';

const sum = (records: readonly LifeRecord[], of: (record: LifeRecord) => number): number =>
  records.reduce((all, record) => all + of(record), 0);

const shares = [0.5, 0.9, 0.99, 1];
const spread = (values: readonly number[], digits: number): string =>
  values.length === 0 ? '' : shares.map(share => quantile(values, share).toFixed(digits)).join(' / ');

/** Requests per second of slow lives, at most: what they come back in is told apart from the rest. */
const SLOW = 2;

/** The figures of a campaign as one table. */
export function tableOf(records: readonly LifeRecord[]): string {
  const isSlow = ({rate}: LifeRecord): boolean => rate !== undefined && rate <= SLOW;
  const slow = records.filter(isSlow).flatMap(record => record.recoveries);
  const recoveries = records.filter(record => !isSlow(record)).flatMap(record => record.recoveries);
  const inTurns = records.flatMap(record => record.backInTurns ?? []);
  const within = recoveries.filter(([, slots]) => slots <= WITHIN_SLOTS).length;
  const withSlack = recoveries.filter(([, slots, ms, slack]) => (ms - slack) * slots <= WITHIN_SLOTS * ms).length;
  const count = (name: (typeof COUNTS)[number]): number => sum(records, ({problems}) => problems[name].length);
  const rows: readonly (readonly [string, string])[] = [
    ['faults', String(faultsIn(records))],
    [
      'of these over http / https / https through a proxy',
      WAYS.map(way => faultsIn(records.filter(record => record.way === way))).join(' / '),
    ],
    ['lives of the console', String(records.length)],
    ['kinds of faults', String(new Set(records.flatMap(({faults}) => Object.keys(faults))).size)],
    ['acts by keys / by `call`', `${sum(records, ({acts}) => acts)} / ${sum(records, ({calls}) => calls)}`],
    ['changes that reached the tenant', String(sum(records, ({changes}) => changes))],
    ['actions in the audit log', String(sum(records, ({actions}) => actions))],
    ['of these closed as unknown by the next start', String(sum(records, ({closedLater}) => closedLater))],
    ['crashes', String(count('crashes'))],
    ['unrestored terminals', String(count('unrestored'))],
    ['repeated creations', String(count('repeated'))],
    ['lost audit lines', String(count('lost'))],
    [`recoveries later than ${WITHIN_SLOTS} slots, ${CONSTANT_MS} ms and the machine's slack`, String(count('late'))],
    ['other breaches', String(sum(records, ({problems}) => problems.other.length))],
    [`recoveries at ${Math.min(...RATES)} to ${Math.max(...RATES)} requests a second`, String(recoveries.length)],
    [`of these within ${WITHIN_SLOTS} slots, nothing allowed for`, percent(within, recoveries.length)],
    ["of these when the machine's slack is left out", percent(withSlack, recoveries.length)],
    [
      'recovery, slots: median / 90 % / 99 % / most',
      spread(
        recoveries.map(([, slots]) => slots),
        2,
      ),
    ],
    [
      'recovery, ms: the same',
      spread(
        recoveries.map(([, , ms]) => ms),
        0,
      ),
    ],
    [
      'slack of the machine meanwhile, ms: the same',
      spread(
        recoveries.map(([, , , slack]) => slack),
        0,
      ),
    ],
    ['recoveries from silence at 1 or 2 requests a second', String(slow.length)],
    [
      'these recoveries, slots: median / 90 % / 99 % / most',
      spread(
        slow.map(([, slots]) => slots),
        2,
      ),
    ],
    [
      'these recoveries, ms: the same',
      spread(
        slow.map(([, , ms]) => ms),
        0,
      ),
    ],
    [
      `back after 429 where the tenant tells its time, ms: median / 90 % / 99 % / most (${inTurns.length})`,
      spread(inTurns, 0),
    ],
  ];
  return markdownTable(['', 'of the campaign'], rows);
}

const percent = (part: number, whole: number): string => (whole === 0 ? '' : `${((100 * part) / whole).toFixed(2)} %`);

/** What went wrong, each with the life that shows it again; lives of the short form are others than those of the long one. */
export const problemsOf = (records: readonly LifeRecord[], isShort: boolean): readonly string[] =>
  records.flatMap(({seed, life, problems}) =>
    Object.entries(problems).flatMap(([count, all]) =>
      all.map(one => `${isShort ? 'FAULTS=150 ' : ''}SEED=${seed} LIFE=${life} ${count}: ${one}`),
    ),
  );
