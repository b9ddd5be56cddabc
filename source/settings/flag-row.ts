import type {Command} from './commands.js';

/** Headings of the help, in order. */
export const flagGroups = ['Tenant', 'Simulated tenant', 'Request', 'Output', 'Screen', 'Safety', 'Other'] as const;

/**
 * One flag. `switch` is false until given; `off-switch` is written `--no-…` and its value is true until given; a
 * `pair` has both spellings and is undefined until one is given; the others take a value. `value` names it in the help.
 */
export type FlagRow = {
  readonly kind: 'switch' | 'off-switch' | 'pair' | 'text' | 'number' | 'integer' | 'duration';
  readonly group: (typeof flagGroups)[number];
  readonly help: string;
  readonly commands: readonly Command[];
  readonly value?: string;
  readonly isMultiple?: true;
  readonly short?: string;
  readonly choices?: readonly string[];
  /** Where a command takes fewer of them. */
  readonly choicesOf?: Readonly<Partial<Record<Command, readonly string[]>>>;
  /** Bounds of a number, ends included; `above` excludes its end. */
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  /** Shapes the simulated tenant: needs --demo everywhere but in `simulate`. */
  readonly isSimulated?: true;
  /** Names a tenant of one's own, so it cannot stand with --demo. */
  readonly isOwnTenant?: true;
};
