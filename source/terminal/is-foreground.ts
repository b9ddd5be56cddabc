import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';

/** Process group and the terminal's foreground group, as `ps` and Linux's /proc name them. */
const groupsOf = (platform: NodeJS.Platform, pid: number): readonly [number, number] => {
  if (platform === 'linux') {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name comes before, in brackets, and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [Number(fields[2]), Number(fields[5])];
  }

  const answer = execFileSync('ps', ['-o', 'pgid=,tpgid=', '-p', String(pid)], {
    encoding: 'utf8',
    timeout: 500,
    // Nothing of this process's own environment, where the token may be.
    env: {PATH: '/bin:/usr/bin'},
  });
  const [group = 0, foreground = 0] = answer.trim().split(/\s+/).map(Number);
  return [group, foreground];
};

/**
 * Whether this process may change the terminal's modes. From the background the kernel would stop it in the middle of
 * trying, where it hears no signal any more. When it cannot be found out: yes.
 */
export const isForeground = (): boolean => {
  try {
    const [group, foreground] = groupsOf(process.platform, process.pid);
    return foreground <= 0 || Number.isNaN(foreground) || group === foreground;
  } catch {
    return true;
  }
};
