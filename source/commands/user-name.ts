import {userInfo} from 'node:os';

/** The name of whoever runs this process; `uid N` where the machine knows none. */
export function userName(uid: number | undefined): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${uid ?? 'unknown'}`;
  }
}
