import type {FlagRow} from './flag-row.js';

/** Which records `audit` shows, or that it follows their chain. */
export const auditFlags = {
  verify: {
    kind: 'switch',
    group: 'Output',
    commands: ['audit'],
    help: 'follow the chain of hashes; exit 1 where it is broken',
  },
  since: {
    kind: 'text',
    group: 'Output',
    value: 'TIME',
    commands: ['audit'],
    help: 'from then on: 2h, 30m, or a date such as 2026-11-26 or 2026-11-26T09:00Z',
  },
  until: {kind: 'text', group: 'Output', value: 'TIME', commands: ['audit'], help: 'up to then; as --since'},
  event: {
    kind: 'text',
    group: 'Output',
    value: 'EVENT',
    commands: ['audit'],
    isMultiple: true,
    help: 'only these: prepared, sent, accepted, refused, unknown, seen, …; repeatable',
  },
  operation: {
    kind: 'text',
    group: 'Output',
    value: 'ID',
    commands: ['audit'],
    isMultiple: true,
    help: 'only of these operations; repeatable',
  },
  user: {
    kind: 'text',
    group: 'Output',
    value: 'NAME',
    commands: ['audit'],
    isMultiple: true,
    help: 'only what these users of the machine did; repeatable',
  },
  target: {
    kind: 'text',
    group: 'Output',
    value: 'TEXT',
    commands: ['audit'],
    isMultiple: true,
    help: "only where a target's id or number is this, or its name holds it; repeatable",
  },
} as const satisfies Readonly<Record<string, FlagRow>>;
