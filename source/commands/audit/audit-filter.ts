import type {AuditRecord} from '../../audit/audit-record.js';
import {parseDuration} from '../../settings/duration.js';
import type {Flags} from '../../settings/flags.js';
import {SettingsError} from '../../settings/settings-error.js';

const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Days and weeks are common here; other flags count in hours at most. */
const DAYS = /^(\d{1,4})d$/;
const DAY_MS = 86_400_000;

/** A moment as typed, ms since 1970: so long before `now`, a date (UTC), or a date and a time. Throws SettingsError. */
function momentOf(text: string | undefined, flag: string, now: number): number | null {
  if (text === undefined) return null;
  const days = DAYS.exec(text);
  const before = days ? Number(days[1]) * DAY_MS : parseDuration(text);
  if (before !== undefined) return now - before;
  const at = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  const shown = text.slice(0, 40).replaceAll(/[^ -~]/g, '?');
  throw new SettingsError(
    `${flag} takes how long ago (30m, 2h, 7d), a date (2026-11-26, in UTC) or a moment (2026-11-26T09:00Z), not "${shown}".`,
  );
}

const isOneOf = (wanted: readonly string[], value: string): boolean => wanted.length === 0 || wanted.includes(value);

/** Which records the flags ask for. `now`: wall clock ms. Throws SettingsError. */
export function auditFilter(flags: Flags, now: number): (record: AuditRecord) => boolean {
  const since = momentOf(flags.since, '--since', now) ?? Number.NEGATIVE_INFINITY;
  const until = momentOf(flags.until, '--until', now) ?? Number.POSITIVE_INFINITY;
  const names = flags.target.map(text => text.toLocaleLowerCase());
  const isNamed = (text: string): boolean => names.some(name => text.toLocaleLowerCase().includes(name));
  const isTarget = ({targets, outcome}: AuditRecord): boolean =>
    flags.target.length === 0 ||
    targets.some(({id, name}) => flags.target.includes(String(id)) || isNamed(name ?? '')) ||
    // Whom a team or an address range has hit only the answer's rows tell, each with its id in brackets.
    reachedBy(outcome).some(
      who => isNamed(who.replace(/ \(\d+\)$/, '')) || flags.target.some(id => who.endsWith(`(${id})`)),
    );
  return record => {
    const at = Date.parse(record.at);
    return (
      at >= since &&
      at <= until &&
      isOneOf(flags.event, record.event) &&
      isOneOf(flags.operation, record.operation) &&
      isOneOf(flags.user, record.who.user) &&
      isTarget(record)
    );
  };
}

/** Whom the rows of an outcome name. */
function reachedBy(outcome: unknown): readonly string[] {
  const rows = typeof outcome === 'object' && outcome !== null && 'rows' in outcome ? outcome.rows : [];
  return (Array.isArray(rows) ? rows : []).flatMap((row: unknown) =>
    typeof row === 'object' && row !== null && 'who' in row && typeof row.who === 'string' ? [row.who] : [],
  );
}
