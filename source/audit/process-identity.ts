import {readFile} from 'node:fs/promises';
import {hostname} from 'node:os';

// An adapter: the one place of this folder that looks at the running process and at others.

/** One run of one process. `started` tells it from a later one with the same id; '' where the system does not say. */
export type ProcessIdentity = {readonly pid: number; readonly host: string; readonly started: string};

/** Boot and start time of a process, from Linux's /proc (proc(5): field 22 of stat); '' elsewhere. */
async function startOf(pid: number): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command's name, field 2, may hold blanks and brackets itself.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${boot.trim()}:${start}`;
  } catch {
    return '';
  }
}

/** This process. */
export const identifyProcess = async (): Promise<ProcessIdentity> => ({
  pid: process.pid,
  host: hostname(),
  started: await startOf(process.pid),
});

/** Whether that process has certainly ended. One on another host is never held for gone. */
export async function isProcessGone(identity: ProcessIdentity): Promise<boolean> {
  if (identity.host !== hostname()) return false;
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // Any other refusal is of a process that is there, perhaps somebody else's under the same number.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return true;
  }
  const started = await startOf(identity.pid);
  return started !== '' && identity.started !== '' && started !== identity.started;
}

/** Whether that process certainly runs: on this host, begun when it says. */
export const isProcessThere = async ({pid, host, started}: ProcessIdentity): Promise<boolean> =>
  host === hostname() && started !== '' && (await startOf(pid)) === started;
