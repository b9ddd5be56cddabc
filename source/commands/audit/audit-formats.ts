import {stringify} from 'csv-stringify/sync';
import type {AuditRecord} from '../../audit/audit-record.js';
import {targetList, targetWords} from '../../audit/target-words.js';
import {jsonLine, printable} from '../../lib/json-line.js';
import {fitText} from '../../terminal/fit-text.js';
import {safeText} from '../../terminal/safe-text.js';

/** Records as one form of output; the heading comes once, before the first. */
export type AuditFormat = {
  readonly heading: string;
  readonly lines: (records: readonly AuditRecord[]) => string;
};

const COLUMNS = [
  'at',
  'seq',
  'user',
  'ssh',
  'pid',
  'tenant',
  'event',
  'action',
  'operation',
  'targets',
  'method',
  'path',
  'body',
  'outcome',
] as const;

const text = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** What a spreadsheet would take for a formula gets an apostrophe before it. */
const csv = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map(row => row.map(printable)),
    {escape_formulas: true, record_delimiter: 'windows'},
  );

const csvRow = ({at, seq, who, tenant, event, actionId, operation, targets, request, outcome}: AuditRecord) =>
  [
    at,
    String(seq),
    who.user,
    text(who.ssh),
    String(who.pid),
    tenant,
    event,
    actionId,
    operation,
    targets.map(targetWords).join('; '),
    text(request?.method),
    text(request?.path),
    text(request?.body),
    text(outcome),
  ] as const;

/** As many columns as the terminal has, or as fit beside each other elsewhere. */
function tableFormat(width: number, isAscii: boolean): AuditFormat {
  const fixed = [20, 9, 10, 22] as const;
  const rest = Math.max(20, width - fixed.reduce((sum, one) => sum + one + 1, 0));
  const row = (cells: readonly string[], last: string) => {
    const line = [
      ...cells.map((cell, index) => fitText(safeText(cell), fixed[index] ?? 10, {isAscii})),
      fitText(safeText(last, rest * 4), rest, {isAscii}),
    ];
    return `${line.join(' ').trimEnd()}\n`;
  };
  return {
    heading: row(['at (UTC)', 'event', 'user', 'operation'], 'targets, outcome'),
    lines: records =>
      records
        .map(({at, event, who, operation, targets, outcome}) =>
          row(
            [at.slice(0, 19).replace('T', ' '), event, who.user, operation],
            [targetList(targets), outcomeWords(outcome)].filter(Boolean).join(': '),
          ),
        )
        .join(''),
  };
}

function outcomeWords(outcome: unknown): string {
  if (typeof outcome !== 'object' || outcome === null) return text(outcome);
  const {message, status, rows} = outcome as {message?: unknown; status?: unknown; rows?: unknown};
  const told = Array.isArray(rows) ? rows.filter(row => text(row?.message) !== '') : [];
  const putOff = told.filter(row => row.isPutOff === true).length;
  const refused = told.length - putOff;
  return [
    typeof message === 'string' ? message : '',
    typeof status === 'number' ? `status ${status}` : '',
    refused > 0 ? `${refused} ${refused === 1 ? 'row' : 'rows'} refused` : '',
    putOff > 0 ? `${putOff} after a call or chat` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** `width`: columns of a table. */
export function auditFormat(
  format: 'json' | 'csv' | 'table',
  {width, isAscii}: {readonly width: number; readonly isAscii: boolean},
): AuditFormat {
  if (format === 'table') return tableFormat(width, isAscii);
  if (format === 'json') return {heading: '', lines: records => records.map(record => jsonLine(record)).join('')};
  return {heading: csv([COLUMNS]), lines: records => csv(records.map(csvRow))};
}
