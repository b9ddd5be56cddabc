/** Which queues a tenant's people want to see: parts of paths, whatever their case. An empty `show` means all. */
export type QueueFilter = {readonly show: readonly string[]; readonly hide: readonly string[]};

export const ALL_QUEUES: QueueFilter = {show: [], hide: []};

/** Whether a queue of this path is wanted: named by `show` (or nothing is) and not named by `hide`. */
export function isWanted(filter: QueueFilter, path: string): boolean {
  const text = path.toLowerCase();
  const names = (parts: readonly string[]) => parts.some(part => text.includes(part.toLowerCase()));
  return (filter.show.length === 0 || names(filter.show)) && !names(filter.hide);
}
