import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import type {Random} from '../../source/simulator/floor/random.js';

const PROGRAM = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
/** A call that hangs for longer than this, ms, is a failure of its own. */
const LONGEST_MS = 60_000;
/** About as long as a call takes, ms: one that is killed is killed within. */
const USUAL_MS = 900;
/** Success, failure, refused credentials, tenant not reached. */
const CODES = [0, 1, 3, 4];

/** One `floorwalker call` that made something. */
export type Called = {readonly pid: number; readonly wasKilled: boolean; readonly problems: readonly string[]};

/** Makes something of a name of its own, by the command line; killed at a random moment in one of five cases. */
export function callCreating(environment: NodeJS.ProcessEnv, random: Random): Promise<Called> {
  const name = `campaign ${random.below(1e9)}`;
  const [operation, body] = random.pick([
    ['createContactList', {name}],
    ['updateAgentStatuses', {agent_ids: [1 + random.below(60)], team_ids: [], status: name}],
  ] as const);
  return call(environment, operation, body, random.chance(0.2) ? random.between(0.3, 1.2) * USUAL_MS : null);
}

/** Makes something while nothing is wrong: what earlier runs left open is closed by that. Resolves to what went wrong. */
export async function callClosing(environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  return (await call(environment, 'createContactList', {name: 'the last of all'}, null)).problems;
}

/** `killAfter`: ms until it is ended by SIGKILL, or null. */
async function call(
  environment: NodeJS.ProcessEnv,
  operation: string,
  body: unknown,
  killAfter: number | null,
): Promise<Called> {
  const words = [PROGRAM, 'call', operation, '--yes', '--rate', '50', '--body', JSON.stringify(body)];
  const child = spawn(process.execPath, words, {env: environment, stdio: ['ignore', 'ignore', 'pipe']});
  let errors = '';
  child.stderr.on('data', chunk => {
    errors += String(chunk);
  });
  const startedAt = performance.now();
  const killer = setTimeout(() => child.kill('SIGKILL'), killAfter ?? LONGEST_MS);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  clearTimeout(killer);
  const wasKilled = signal === 'SIGKILL';
  const problems = [
    ...(performance.now() - startedAt >= LONGEST_MS ? [`call ${operation} hung`] : []),
    ...(wasKilled || CODES.includes(code ?? -1) ? [] : [`call ${operation} ended with ${code ?? signal}: ${errors}`]),
    ...(isStackTrace(errors) ? [`call ${operation} wrote a stack trace: ${errors}`] : []),
  ];
  return {pid: child.pid ?? 0, wasKilled, problems};
}

/** Whether some line looks like `at name (file:line:column)`. */
export const isStackTrace = (text: string): boolean => /^\s+at .+:\d+:\d+\)?$/m.test(text);
