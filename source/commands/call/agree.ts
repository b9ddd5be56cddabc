import {effectiveClass} from '../../actions/check-agreement.js';
import type {PreparedAction} from '../../actions/prepared-action.js';
import {requestWords} from '../../lib/request-words.js';
import type {Flags} from '../../settings/flags.js';
import {SettingsError} from '../../settings/settings-error.js';
import {safeText} from '../../terminal/safe-text.js';
import {askLines} from '../ask-line.js';
import type {CommandIo} from '../command-io.js';

/**
 * Gets the agreement to an action: by flag, else by asking on the terminal. Resolves to what was typed for its proofs,
 * or null when the answer was no. `--yes` agrees to a write only; something dangerous takes `--confirm` with the tenant's
 * name. Throws SettingsError when there is neither flag nor terminal, or the name is wrong: nothing was sent.
 */
export async function agree(
  action: PreparedAction,
  {tenant, operation, flags, io}: {tenant: string; operation: string; flags: Flags; io: CommandIo},
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const isDangerous = effectiveClass(action) === 'dangerous';
  if (flags.confirm !== undefined && flags.confirm !== tenant) {
    throw new SettingsError(`--confirm takes the tenant's name, ${tenant}, not "${safeText(flags.confirm, 60)}".`);
  }
  const proofs = action.typed.map(({text}) => text);
  if (flags.confirm !== undefined) return proofs;
  if (!isDangerous && flags.yes) return [];
  if (!io.stdin.isTTY || !io.stderr.isTTY) throw new SettingsError(needed(operation, tenant, isDangerous));
  return ask(action, tenant, isDangerous, io, signal);
}

const needed = (operation: string, tenant: string, isDangerous: boolean): string =>
  isDangerous
    ? `${operation} is dangerous: agree with --confirm ${tenant}, or look at it with --dry-run. Nothing was sent.`
    : `${operation} changes the tenant: agree with --yes, or look at it with --dry-run. Nothing was sent.`;

/** Everything that is agreed to, nothing left out; what it comes to stands last, right above the question. */
const linesOf = (action: PreparedAction, tenant: string, isDangerous: boolean): readonly string[] => [
  ...action.targets.map(({kind, id, name}) => `  ${kind} ${id}${name ? ` ${name}` : ''}`),
  ...action.steps.map(({request}) => requestWords(request)),
  ...action.facts.map(fact => `! ${fact}`),
  `${isDangerous ? 'DANGEROUS. ' : ''}Tenant ${tenant}: ${action.title}${numberOf(action.targets.length)}`,
];

const numberOf = (targets: number): string => (targets > 1 ? ` (${targets} targets)` : '');

async function ask(
  action: PreparedAction,
  tenant: string,
  isDangerous: boolean,
  {stdin, stderr}: CommandIo,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  for (const line of linesOf(action, tenant, isDangerous))
    stderr.write(`${safeText(line, Number.POSITIVE_INFINITY)}\n`);
  return askLines({stdin, stderr}, signal, async question => {
    if (!isDangerous) {
      const answer = await question('Send it? [y/N] ');
      return /^y(es)?$/i.test(answer?.trim() ?? '') ? [] : null;
    }
    const typed: string[] = [];
    for (const {text, what} of action.typed) {
      const answer = await question(`Type ${what} (${text}) to send it: `);
      if (answer?.trim() !== text) return null;
      typed.push(text);
    }
    return typed;
  });
}
