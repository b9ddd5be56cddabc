/** Daily hours in minutes since midnight, floor local time. `from` 0 and `to` 1440 is round the clock. */
export type OpeningHours = {readonly from: number; readonly to: number};

export const DAY_MS = 86_400_000;

/** Minutes since the floor's midnight, with fractions. */
export const minuteOfDay = (at: number): number => (((at % DAY_MS) + DAY_MS) % DAY_MS) / 60_000;

/** Whether these hours contain the moment. */
export function isOpenAt(hours: OpeningHours, at: number): boolean {
  const minute = minuteOfDay(at);
  return minute >= hours.from && minute < hours.to;
}
