import {createEventHeap} from './event-heap.js';

/** The floor's own time: milliseconds since 1970 in which UTC is the floor's local time. */
export type Timeline = {
  readonly now: () => number;
  /** Runs `run` when the floor's time gets there; at once on the next advance when the moment has passed. */
  readonly at: (when: number, run: () => void) => void;
  /** Runs `run` after `ms` of floor time. */
  readonly after: (ms: number, run: () => void) => void;
  /** Runs every event up to and including `when`, in order. Going back is ignored. */
  readonly advanceTo: (when: number) => void;
  /** Drops every pending event and goes to `when`. */
  readonly restart: (when: number) => void;
};

/** A timeline that starts at `start` and moves only when told. */
export function createTimeline(start: number): Timeline {
  const heap = createEventHeap();
  let now = start;
  const at = (when: number, run: () => void): void => heap.push(Math.max(when, now), run);
  return {
    now: () => now,
    at,
    after: (ms, run) => at(now + ms, run),
    advanceTo(when) {
      while (heap.nextAt() <= when) {
        now = heap.nextAt();
        heap.pop()?.();
      }
      now = Math.max(now, when);
    },
    restart(when) {
      heap.clear();
      now = when;
    },
  };
}
