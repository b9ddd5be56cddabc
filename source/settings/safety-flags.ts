import type {FlagRow} from './flag-row.js';

/** The commands that talk to a tenant. */
export const clients = ['console', 'snapshot', 'watch', 'call', 'doctor'] as const;

/** What may be sent, how it is agreed to, and what is told of persons. */
export const safetyFlags = {
  readOnly: {
    kind: 'switch',
    group: 'Safety',
    commands: clients,
    help: "nothing that writes can be sent; in the console O lifts it, the tenant's name typed",
  },
  maskPii: {
    kind: 'pair',
    group: 'Safety',
    commands: clients,
    help: 'names, e-mail addresses and phone numbers become pseudonyms, everywhere; --no-mask-pii beats a profile that asks for it',
  },
  recordPersonal: {
    kind: 'switch',
    group: 'Safety',
    commands: ['console', 'call'],
    help: "keep end users' numbers, addresses and texts in the audit log as they are; else pseudonyms, or not at all",
  },
  dryRun: {
    kind: 'switch',
    group: 'Safety',
    commands: ['console', 'call'],
    help: 'show the exact request of an action, send none',
  },
  yes: {kind: 'switch', group: 'Safety', commands: ['call'], help: 'agree to a change; not to a dangerous one'},
  confirm: {
    kind: 'text',
    group: 'Safety',
    value: 'TENANT',
    commands: ['call', 'approve'],
    help: "agree to something dangerous: the tenant's name",
  },
} as const satisfies Readonly<Record<string, FlagRow>>;
