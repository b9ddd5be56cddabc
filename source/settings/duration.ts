const units = {ms: 1, s: 1000, m: 60_000, h: 3_600_000};

/** What a duration looks like, for messages. */
export const durationTakes = 'a duration above 0 such as 500ms, 60s, 5m or 2h (a bare number is seconds)';

/** Reads `500ms`, `60s`, `1.5m`, `2h`, or bare seconds, as ms; undefined for anything else and for 0. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)?$/.exec(text);
  if (!match) return undefined;
  const ms = Number(match[1]) * units[(match[2] ?? 's') as keyof typeof units];
  return ms > 0 ? ms : undefined;
}
