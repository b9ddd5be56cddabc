/** The value in the middle. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which `share` of `values` lie, interpolated. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean of independent values with half the width of its 95 % confidence interval (Student's t). */
export function interval(values: readonly number[]): {readonly mean: number; readonly half: number} {
  const middle = mean(values);
  const free = values.length - 1;
  if (free < 1) return {mean: middle, half: Number.NaN};
  const variance = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / free;
  return {mean: middle, half: (STUDENT[free - 1] ?? 1.98) * Math.sqrt(variance / values.length)};
}

/** Rows as a Markdown table; numbers are right-aligned and get `digits` places. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  digits = 0,
): string {
  const text = (value: string | number): string => (typeof value === 'number' ? value.toFixed(digits) : value);
  const isNumber = header.map((_, index) => rows.every(row => typeof row[index] === 'number'));
  const rule = isNumber.map(yes => (yes ? '--:' : '---'));
  return [header, rule, ...rows.map(row => row.map(text))].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** A straight line through points, by least squares, with the 95 % confidence bounds of its slope. */
export type Trend = {readonly slope: number; readonly low: number; readonly high: number};

/** Student's t for 95 % (two-sided) by degrees of freedom; from 30 on the normal distribution is close enough. */
const STUDENT = [
  12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.1, 2.09, 2.09,
  2.08, 2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05, 2.04,
];

/**
 * The common trend of several series, each with a level of its own (a series per life of a process). With too few
 * points nothing is known of it.
 */
export function trendOf(series: readonly (readonly {readonly x: number; readonly y: number}[])[]): Trend {
  const points = series.flatMap(one => {
    const meanX = mean(one.map(point => point.x));
    const meanY = mean(one.map(point => point.y));
    return one.map(({x, y}) => ({x: x - meanX, y: y - meanY}));
  });
  const free = points.length - series.length - 1;
  if (free < 1) return {slope: Number.NaN, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY};
  const spread = points.reduce((sum, {x}) => sum + x * x, 0);
  const slope = points.reduce((sum, {x, y}) => sum + x * y, 0) / spread;
  const rest = points.reduce((sum, {x, y}) => sum + (y - slope * x) ** 2, 0);
  const half = (STUDENT[free - 1] ?? 1.98) * Math.sqrt(rest / free / spread);
  return {slope, low: slope - half, high: slope + half};
}

/** Writes a line to stdout. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
