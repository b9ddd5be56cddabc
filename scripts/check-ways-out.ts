import {existsSync, readFileSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import {type PtyProgram, startInPty} from '../bench/pty.js';

// What no test in one process can show of the console named by the arguments, in real pseudo-terminals: a terminal that
// takes no output for a while (BLOCKED seconds, 12 unless told), and one that goes away. Fails unless the console lives
// through the first without growing, and ends within a second of the second.

const BLOCKED_MS = 1000 * Number(process.env['BLOCKED'] ?? 12);
const GONE_WITHIN_MS = 1000;
const MOST_GROWTH_MB = 40;

/** The console's own process: what `script` runs has become it. */
function pidOf({terminal: {pid}}: PtyProgram): number {
  const [child = ''] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return Number(child);
}

/** Resident memory, MB. */
const residentOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const isThere = (pid: number): boolean =>
  existsSync(`/proc/${pid}/status`) && !/State:\s+Z/.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

async function blocked(words: readonly string[]): Promise<string | null> {
  const program = startInPty(words);
  await program.waitFor(/all known|live/);
  const pid = pidOf(program);
  program.terminal.signal('SIGSTOP');
  // What a process takes in its first seconds is no growth.
  await wait(BLOCKED_MS / 3);
  const before = residentOf(pid);
  await wait((BLOCKED_MS * 2) / 3);
  if (!isThere(pid)) return 'it ended while the terminal took no output';
  const growth = residentOf(pid) - before;
  program.terminal.signal('SIGCONT');
  program.send('3');
  await wait(1000);
  program.send('q');
  const timer = setTimeout(() => program.kill(), 10_000);
  const code = await program.exited;
  clearTimeout(timer);
  if (code !== 0) return `after the terminal was blocked, q left with ${code}`;
  return growth > MOST_GROWTH_MB ? `it grew by ${Math.round(growth)} MB while the terminal took no output` : null;
}

async function gone(words: readonly string[]): Promise<string | null> {
  const program = startInPty(words);
  await program.waitFor(/live/);
  const pid = pidOf(program);
  program.kill();
  const until = performance.now() + GONE_WITHIN_MS;
  while (isThere(pid) && performance.now() < until) await wait(10);
  if (!isThere(pid)) return null;
  process.kill(pid, 'SIGKILL');
  return `it was still there ${GONE_WITHIN_MS} ms after its terminal had gone`;
}

const words = process.argv.slice(2);
const problems = [await blocked(words), await gone(words)].filter(problem => problem !== null);
process.stdout.write(
  problems.length === 0
    ? `a terminal blocked for ${BLOCKED_MS / 1000} s was lived through, one that went away ended it\n`
    : `${problems.join('; ')}\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
