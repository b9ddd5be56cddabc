import {type Line, segment} from '../components/line.js';
import type {Tone} from '../components/theme.js';
import {clockTime} from '../lib/format.js';
import type {ActivityEntry, ActivityKind} from '../state/activity-log.js';
import type {PanelView} from '../view/panel-view.js';
import type {Panel} from './panel.js';
import {selectRows, type Table} from './table.js';

const TONES: Readonly<Record<ActivityKind, Tone>> = {request: 'dim', action: 'good', notice: 'accent', problem: 'bad'};

const TABLE: Table<ActivityEntry> = {
  idOf: entry => String(entry.id),
  textOf: entry => `${entry.kind} ${entry.text} ${entry.details.join(' ')}`,
  defaultSort: {column: 'time', descending: true},
  canMark: () => false,
  columns: [
    {
      id: 'time',
      title: 'time',
      width: 9,
      sortKey: entry => entry.id,
      cell: entry => segment(clockTime(entry.at.wall), 'dim'),
    },
    {
      id: 'kind',
      title: 'kind',
      width: 8,
      drop: 1,
      sortKey: entry => entry.kind,
      cell: entry => segment(entry.kind, TONES[entry.kind]),
    },
    {
      id: 'text',
      title: 'what',
      width: 20,
      flex: true,
      cell: entry => segment(entry.text, entry.kind === 'request' ? 'dim' : 'plain'),
    },
  ],
};

/** Without the requests, where they were left out: among the many of a minute an act is lost. */
const shown = (
  entries: readonly ActivityEntry[],
  {alternate}: Pick<PanelView, 'alternate'>,
): readonly ActivityEntry[] => (alternate ? entries.filter(({kind}) => kind !== 'request') : entries);

/** What happened: requests, actions and their outcome, notices. Newest first. */
export const activityPanel: Panel = {
  id: 'activity',
  title: 'Activity',
  source: data => data.activity,
  empty: 'Nothing was done or noticed yet.',
  select: (data, view) => selectRows(TABLE, shown(data.activity ?? [], view), view),
  alternateNote: 'without requests',
  badge: data => [segment(`${data.activity?.length ?? 0} in all`, 'dim')],
  detail: (data, id) => {
    const entry = data.activity?.find(one => String(one.id) === id);
    if (!entry) return null;
    const lines: Line[] = [
      [segment(`${clockTime(entry.at.wall)} ${entry.kind}`, TONES[entry.kind])],
      [segment(entry.text)],
      [],
      ...entry.details.map((text): Line => [segment(text)]),
    ];
    return lines;
  },
};
