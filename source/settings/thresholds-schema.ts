import {z} from 'zod';

const saying = (text: string) => ({error: `takes ${text}`});
const limit = z.number(saying('a number')).min(0, saying('a number from 0'));
const side = 'warn and critical, each a number';

const above = z
  .strictObject({warn: limit.optional(), critical: limit.optional()}, saying(side))
  .refine(({warn = 0, critical = Number.POSITIVE_INFINITY}) => critical >= warn, {
    error: 'takes a critical limit that is not below that of warn',
  });
const below = z
  .strictObject({warn: limit.optional(), critical: limit.optional()}, saying(side))
  .refine(({warn = Number.POSITIVE_INFINITY, critical = 0}) => critical <= warn, {
    error: 'takes a critical limit that is not above that of warn',
  });

const limits = z.strictObject({above: above.optional(), below: below.optional()}, saying('above and below'));

/** Limits of what wait rows tell: from `above` up, and from `below` down, a value is a warning or critical. */
export type Limits = z.output<typeof limits>;

const cells = z.strictObject(
  {call: limits.optional(), chat: limits.optional(), available: limits.optional(), loggedIn: limits.optional()},
  saying('call, chat (waits in seconds), available, loggedIn (agents)'),
);

/** By part of a queue's path, or `all`; waits in seconds, the others in agents. */
export const thresholdsSchema = z.record(
  z.string(),
  cells,
  saying('a map from parts of queue paths, or all, to limits'),
);

export type ThresholdSettings = z.output<typeof thresholdsSchema>;
