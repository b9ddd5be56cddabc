/** A moment (ms since the epoch) as ISO 8601 in UTC with milliseconds. */
export const isoTime = (wall: number): string => new Date(wall).toISOString();
