import {outcomeRow} from '../actions/status-outcome.js';
import {type Line, segment} from '../components/line.js';
import type {Tone} from '../components/theme.js';
import {shortDuration} from '../lib/format.js';
import type {Watched, WatchKind} from '../picture/watch-list.js';
import {ageCell, UNKNOWN} from './cells.js';
import type {Panel} from './panel.js';
import {selectRows, type Table} from './table.js';

const KIND_WORDS: Readonly<Record<WatchKind, string>> = {
  chat: 'chat',
  job: 'job',
  'bulk-users': 'bulk',
  'campaign-import': 'import',
};

const nameOf = ({kind, id}: Watched): string => `${KIND_WORDS[kind]} ${id}`;

const toneOf = (watched: Watched): Tone => (watched.problem ? 'bad' : watched.ended ? 'dim' : 'good');

/** A turned-away customer waits for somebody to choose: that must be seen. */
function escalationNote({escalation}: Watched): string {
  if (!escalation) return '';
  if (escalation.channel) return `deflected to ${escalation.channel}`;
  return escalation.deflected ? `DEFLECTED (${escalation.deflected}): press d` : 'escalated';
}

const TABLE: Table<Watched> = {
  idOf: watched => watched.key,
  textOf: watched => `${nameOf(watched)} ${watched.status} ${watched.detail} ${escalationNote(watched)}`,
  defaultSort: null,
  columns: [
    {
      id: 'what',
      title: 'what',
      width: 12,
      sortKey: watched => watched.key,
      cell: watched => segment(nameOf(watched)),
    },
    {
      id: 'status',
      title: 'status',
      width: 12,
      sortKey: watched => watched.status,
      cell: watched => (watched.status === null ? UNKNOWN : segment(watched.status, toneOf(watched))),
    },
    {
      id: 'detail',
      title: 'detail',
      width: 12,
      flex: true,
      cell: watched =>
        segment(
          [watched.problem, escalationNote(watched), watched.detail].filter(Boolean).join(', '),
          watched.problem ? 'bad' : watched.escalation?.deflected ? 'warn' : 'plain',
        ),
    },
    {
      id: 'age',
      title: 'age',
      width: 5,
      align: 'right',
      drop: 1,
      cell: (watched, {age}) =>
        watched.ended ? segment('ended', 'dim') : ageCell(watched.at ? age(watched.at) : null, watched.interval),
    },
  ],
};

/** Chats and jobs that are followed to their end. */
export const watchPanel: Panel = {
  id: 'watch',
  title: 'Watch',
  source: data => data.watched,
  empty: 'Nothing is followed: e escalates a chat, w follows a chat or job by its id.',
  select: (data, view) => selectRows(TABLE, data.watched ?? [], view),
  badge: data => {
    const open = data.watched?.filter(watched => !watched.ended).length ?? 0;
    return [segment(open > 0 ? `${open} followed` : 'none', 'dim')];
  },
  detail: (data, id, {age}) => {
    const watched = data.watched?.find(one => one.key === id);
    if (!watched) return null;
    const field = (name: string, text: string): Line => [segment(name.padEnd(14), 'dim'), segment(text)];
    const rows = watched.rows
      .map(row => outcomeRow(row, null))
      .map((row): Line => [segment(`${row.who}: ${row.before} -> ${row.after} `), segment(row.message ?? '', 'warn')]);
    return [
      field(KIND_WORDS[watched.kind], String(watched.id)),
      ...(watched.parent === null ? [] : [field('campaign', String(watched.parent))]),
      field('status', watched.status ?? '?'),
      field('detail', watched.detail || '-'),
      field('escalation', escalationNote(watched) || '-'),
      field('problem', watched.problem ?? '-'),
      field('last look', watched.at ? `${shortDuration(age(watched.at))} ago` : 'not yet'),
      field('next look', watched.ended ? 'ended' : `every ${shortDuration(watched.interval)}`),
      [],
      ...rows,
    ];
  },
};
