import {halfOf, maybeActs} from './line-faults.js';
import type {TenantFault} from './tenant-fault.js';

/** What is asked meanwhile is never answered, and its connection never closed: as if the way back had gone. */
const never = (): Promise<void> => new Promise(() => {});

/** Faults that say nothing at all, and take back nothing at their end. Only lives of few requests per second have them. */
export const SILENCE_FAULTS: readonly TenantFault[] = [
  {
    name: 'black hole',
    weight: 3,
    isUnanswered: true,
    spoil: async meeting => {
      await maybeActs(meeting);
      await never();
    },
  },
  {name: 'connections dropped', weight: 3, line: 'drops'},
  {
    name: 'black hole in the body',
    weight: 2,
    spoil: async meeting => {
      await halfOf(meeting);
      await never();
    },
  },
];
