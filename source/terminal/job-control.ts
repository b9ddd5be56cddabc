import {setImmediate} from 'node:timers/promises';
import type {SuspendTerminal} from 'ink';
import type {SessionHost} from './session-host.js';

/** Where nothing can stop the process (it leads an orphaned group, as in `tmux new-window`), give the screen back. */
const unstoppedAfter = 300;

/** Suspends and comes back, on request and on the signals of a shell's job control. */
export type JobControl = {
  /** As `TerminalControl.suspend`. Does nothing while already suspended. */
  readonly suspend: () => Promise<void>;
  /** As `TerminalControl.lend`. */
  readonly lend: (meanwhile: () => Promise<void>) => Promise<void>;
  readonly isSuspended: () => boolean;
  /** Stops listening to SIGTSTP and SIGCONT. */
  readonly dispose: () => void;
};

export type JobControlOptions = {
  readonly stdin: Pick<NodeJS.ReadStream, 'pause'>;
  readonly host: SessionHost;
  readonly suspendTerminal: () => SuspendTerminal | undefined;
  /** A session that ends while it is suspended stays off the terminal. */
  readonly isEnding: () => boolean;
  readonly isForeground: () => boolean;
};

/**
 * Job control over Ink's `suspendTerminal`, which leaves the alternate screen, shows the cursor and puts the line
 * discipline back before the process stops, and paints the whole frame after it goes on. A SIGCONT that follows no
 * suspension (after `kill -STOP`, when the shell has reset the terminal) gets the same treatment. In the background
 * (`bg`) it stops again, as every full-screen program does.
 */
export const createJobControl = (options: JobControlOptions): JobControl => {
  const {host, stdin, suspendTerminal, isEnding, isForeground} = options;
  let isSuspended = false;
  let isContinuing = false;
  let isStopWanted = false;

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    await new Promise<void>(resolve => {
      const goOn = (): void => {
        clearTimeout(timer);
        host.off('SIGCONT', goOn);
        resolve();
      };

      const timer = setTimeout(goOn, unstoppedAfter);
      host.on('SIGCONT', goOn);
      // The whole group: a shell waits for the group's leader, which is npm when the program was started by it.
      host.kill(0, signal);
    });
    // The signals that came along with SIGCONT (`kill %1` sends SIGTERM first) are heard before anything is painted.
    await setImmediate();
  };

  const foreground = async (): Promise<void> => {
    while (!isEnding() && !isForeground()) {
      await stop('SIGTTOU');
    }
  };

  const handOver = async (meanwhile: () => Promise<void>): Promise<void> => {
    const handOverTo = suspendTerminal();
    if (isSuspended || isEnding() || handOverTo === undefined) {
      return;
    }

    isSuspended = true;
    // With a listener in place SIGTSTP would not stop anything.
    host.off('SIGTSTP', onStop);
    try {
      // Until the repaint is flushed: the SIGCONT of this very stop may come after the timer that gave up on it.
      await handOverTo(async () => {
        await meanwhile();
        if (isEnding()) {
          await new Promise(() => {});
        }

        // Stopped while it is set up again, the terminal would stay half set up.
        host.on('SIGTSTP', onStopAfterwards);
      });
    } finally {
      isSuspended = false;
      host.on('SIGTSTP', onStop);
      host.off('SIGTSTP', onStopAfterwards);
      if (isStopWanted) {
        isStopWanted = false;
        onStop();
      }
    }
  };

  const suspend = async (): Promise<void> =>
    handOver(async () => {
      await stop('SIGTSTP');
      await foreground();
    });

  const lend = async (meanwhile: () => Promise<void>): Promise<void> =>
    handOver(async () => {
      // Ink listens no longer, but Node reads on: what is typed for the other program would be taken from it.
      await setImmediate();
      stdin.pause();
      await setImmediate();
      await meanwhile();
    });

  const reclaim = async (): Promise<void> => {
    if (isSuspended || isContinuing) {
      return;
    }

    isContinuing = true;
    try {
      await setImmediate();
      await foreground();
      await handOver(async () => {});
    } finally {
      isContinuing = false;
    }
  };

  const onStop = (): void => void suspend();
  const onStopAfterwards = (): void => {
    isStopWanted = true;
  };
  const onContinue = (): void => void reclaim();

  host.on('SIGTSTP', onStop);
  host.on('SIGCONT', onContinue);
  return {
    suspend,
    lend,
    isSuspended: () => isSuspended,
    dispose() {
      host.off('SIGTSTP', onStop);
      host.off('SIGCONT', onContinue);
    },
  };
};
