import type {RequestBudget} from '../budget/request-budget.js';
import type {Clock} from '../lib/clock.js';
import {durationWords} from '../lib/duration-words.js';
import type {OutputStream} from './command-io.js';
import type {SnapshotProgress} from './snapshot-poller.js';

/** How often the line on a terminal is renewed, and how often a line is added elsewhere, ms. */
const TERMINAL_MS = 250;
const LINES_MS = 5000;

type ProgressOptions = {
  readonly stderr: OutputStream;
  readonly clock: Clock;
  readonly budget: RequestBudget;
  readonly tenant: string;
  readonly progress: () => SnapshotProgress;
};

/**
 * Tells on stderr what a snapshot is going to ask, once the queues are known, and then how far it is: in place on a
 * terminal, else in a line every 5 s. Runs until `signal` aborts, and leaves a terminal's line empty.
 */
export async function showProgress(options: ProgressOptions, signal: AbortSignal): Promise<void> {
  const {stderr, clock, budget, tenant, progress} = options;
  const isTerminal = stderr.isTTY === true;
  const show = (text: string) => {
    if (isTerminal) stderr.write(`\r\u001B[K${text.slice(0, Math.max((stderr.columns ?? 80) - 1, 0))}`);
    else stderr.write(`${text}\n`);
  };
  show(`Asking ${tenant} for its queues.`);
  let toldAt: number | null = null;
  while (!signal.aborted) {
    await clock.sleep(TERMINAL_MS, signal).catch(() => {});
    const {known, total, isPlanned} = progress();
    if (!isPlanned || signal.aborted) continue;
    if (toldAt === null) {
      toldAt = clock.now();
      const {rate} = budget.view();
      // On a terminal too the plan stays in sight, above the line that changes.
      if (isTerminal) stderr.write('\r\u001B[K');
      stderr.write(`${total} requests at ${rate}/s: about ${durationWords((total / rate) * 1000)}\n`);
    } else if (isTerminal || clock.now() - toldAt >= LINES_MS) {
      toldAt = clock.now();
      show(`${known} of ${total} known, about ${durationWords((total - known) * budget.interval)} left`);
    }
  }
  if (isTerminal) stderr.write('\r\u001B[K');
}
