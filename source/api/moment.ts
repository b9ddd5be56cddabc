const FORM = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?\s?(Z|UTC|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A moment, ms since the epoch, from ISO 8601 (`2031-12-31T08:00:00Z`), the same with a space and `UTC`, or a bare date;
 * UTC where no zone is told. Null when `text` is none of these, or no day of the calendar.
 */
export function momentOf(text: string): number | null {
  const [, date, minutes = '00:00', seconds = ':00', zone = 'Z'] = FORM.exec(text.trim()) ?? [];
  if (date === undefined) return null;
  const at = Date.parse(`${date}T${minutes}${seconds}${/^(z|utc)$/i.test(zone) ? 'Z' : zone}`);
  // The calendar of Date rolls 31 February over into March.
  return Number.isNaN(at) || new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date ? null : at;
}
