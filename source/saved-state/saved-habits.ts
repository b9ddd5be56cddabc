import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {z} from 'zod';
import {safeFileName} from '../lib/safe-file-name.js';
import {replaceFile} from './replace-file.js';

const amount = z.number().nonnegative();
/** Id of a status, or null for those that the profile does not list. */
const status = z.int().nullable();

/** What was learned of a tenant's habits; numbers only, nothing about anybody. Times in ms, `seconds` in s. */
export const savedHabitsSchema = z.object({
  version: z.literal(1),
  /** Changes seen from one status to another: [from, to, how many]. */
  jumps: z.array(z.tuple([status, status, amount])).max(4096),
  /** Time seen in each status: [status, ms]. */
  spent: z.array(z.tuple([status, amount])).max(256),
  /** Flips of operation states, by `state/sign`. */
  flips: z.record(z.string(), z.object({flips: amount, seconds: amount})),
  /** Times of day at which queues open or close, ms since midnight UTC. */
  times: z.array(z.object({time: amount, count: amount})).max(256),
});
export type SavedHabits = z.output<typeof savedHabitsSchema>;

/** Where a tenant's habits are kept, under the program's state directory. They are the same for all who look at it. */
export const savedHabitsPath = (stateDirectory: string, profile: string, tenant: string): string =>
  join(stateDirectory, 'habits', `${safeFileName(profile)}@${safeFileName(tenant)}.json`);

/** What `saveHabits` kept; null for a first run, or where it cannot be read: it is learned anew then. Never rejects. */
export async function loadHabits(path: string): Promise<SavedHabits | null> {
  try {
    return savedHabitsSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** Keeps them; see `replaceFile`. Resolves to one sentence when that failed. */
export async function saveHabits(path: string, habits: SavedHabits): Promise<string | undefined> {
  const problem = await replaceFile(path, habits);
  return problem && `What was learned of the tenant could not be saved to ${path} (${problem}).`;
}
