import {type Instance, type RenderOptions, type SuspendTerminal, useApp} from 'ink';
import {type ReactNode, useInsertionEffect, useMemo} from 'react';
import {describeCrash} from './describe-crash.js';
import {holdStderr} from './hold-stderr.js';
import {isForeground as isForegroundProcess} from './is-foreground.js';
import {createJobControl} from './job-control.js';
import {letGoOfLostTerminal} from './lost-terminal.js';
import {renderRepainting} from './render-repainting.js';
import type {SessionEnd} from './session-end.js';
import type {SessionHost} from './session-host.js';
import {TerminalContext, type TerminalControl} from './terminal-context.js';
import {watchWaysOut} from './watch-ways-out.js';

const saveCursor = '\x1b7';
/** Left from the promise of one second, after what the restoring itself takes. */
const exitAfter = 800;

/** What a session runs on. `cleanUp` may take a moment (flush a log); after a signal it is given `exitAfter` ms. */
export type SessionOptions = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** `process`, outside of tests. */
  readonly host: SessionHost;
  readonly alternateScreen?: boolean;
  readonly renderOptions?: Omit<RenderOptions, 'stdin' | 'stdout' | 'stderr' | 'alternateScreen'>;
  readonly cleanUp?: (end: SessionEnd) => void | Promise<void>;
  /** Takes secrets out of what is told of a crash, and of what others wrote to stderr meanwhile. */
  readonly redact?: (text: string) => string;
  /** Whether the terminal is this process's to set up; found out from the system unless given. */
  readonly isForeground?: () => boolean;
};

type BridgeProps = {
  readonly children: ReactNode;
  readonly control: TerminalControl;
  readonly onMount: (suspendTerminal: SuspendTerminal) => void;
};

/** Hands Ink's `suspendTerminal`, which only lives inside the tree, to the session, and the session to the tree. */
function Bridge({children, control, onMount}: BridgeProps) {
  const {suspendTerminal} = useApp();
  const value = useMemo(() => control, [control]);
  useInsertionEffect(() => onMount(suspendTerminal), [onMount, suspendTerminal]);
  return <TerminalContext value={value}>{children}</TerminalContext>;
}

const endOfExit = async (instance: Instance): Promise<SessionEnd> => {
  try {
    const value = await instance.waitUntilExit();
    return {reason: 'left', code: typeof value === 'number' ? value : 0};
  } catch (error) {
    return {reason: 'crashed', code: 1, error};
  }
};

/**
 * Draws `tree` on the terminal until it leaves (Ink's `exit(code)`), a signal ends it, the terminal goes away or an
 * error escapes; then leaves the alternate screen, shows the cursor, turns raw mode and bracketed paste off, runs
 * `cleanUp` and says why it ended. For all ends but leaving, the host's `exit` is called within a second even if
 * `cleanUp` or the caller hang; a process that ends in a shell's background exits right here. Every resize paints the
 * whole frame anew. Ctrl-C is a key like any other.
 */
export const runTerminalSession = async (tree: ReactNode, options: SessionOptions): Promise<SessionEnd> => {
  const {stdin, stdout, stderr, host, alternateScreen = true, renderOptions, cleanUp, redact = text => text} = options;
  const {isForeground = isForegroundProcess} = options;
  const withStack = Boolean(host.env['FLOORWALKER_DEBUG']);
  let suspendTerminal: SuspendTerminal | undefined;
  let resolveEnd: (end: SessionEnd) => void = () => {};
  let isEnding = false;
  const ended = new Promise<SessionEnd>(resolve => {
    resolveEnd = resolve;
  });
  const exit = (code: number): void => {
    if (!isForeground()) {
      // Node sets the terminal's modes while it exits, and is stopped for good by that. Only this signal asks nobody.
      unwatch();
      host.kill(host.pid, 'SIGKILL');
    }

    letGoOfLostTerminal();
    host.exit(code);
  };

  const begin = (end: SessionEnd): void => {
    isEnding = true;
    if (end.reason !== 'left') {
      setTimeout(() => exit(end.code), exitAfter).unref();
    }
  };

  const unwatch = watchWaysOut(host, {stdin, stdout, stderr}, end => {
    if (!isEnding) {
      begin(end);
      resolveEnd(end);
    } else if (end.reason === 'terminated' || end.reason === 'interrupted') {
      // Asked twice: whatever still holds up the end is not worth waiting for.
      exit(end.code);
    }
  });
  const releaseStderr = holdStderr(stderr);
  const jobs = createJobControl({
    host,
    stdin,
    suspendTerminal: () => suspendTerminal,
    isEnding: () => isEnding,
    isForeground,
  });

  const control: TerminalControl = {
    suspend: jobs.suspend,
    lend: jobs.lend,
    repaint() {
      if (!jobs.isSuspended()) {
        repaint();
      }
    },
  };
  const bridged = (
    <Bridge
      control={control}
      onMount={suspend => {
        suspendTerminal = suspend;
      }}
    >
      {tree}
    </Bridge>
  );
  // Ink turns raw mode on only after its first frame; until then the terminal would echo keys into that frame.
  stdin.setRawMode(true);
  const {instance, repaint, dispose} = renderRepainting(
    bridged,
    {
      exitOnCtrlC: false,
      incrementalRendering: true,
      interactive: true,
      patchConsole: false,
      ...renderOptions,
      alternateScreen,
      stdin,
      stdout,
      stderr,
    },
    jobs.isSuspended,
  );
  const sizeNow = (): string => `${stdout.columns}x${stdout.rows}`;
  let size = sizeNow();
  let isLooking = false;
  // A window that was made smaller and is back before this process looks has lost what it showed, and Node tells no resize.
  const onWindowChange = (): void => {
    if (isLooking) {
      return;
    }

    isLooking = true;
    // Signals that came while this process was busy are told one after the other: one look for all.
    setImmediate(() => {
      isLooking = false;
      if (sizeNow() === size && !isEnding) {
        control.repaint();
      }

      size = sizeNow();
    });
  };

  host.on('SIGWINCH', onWindowChange);
  const end = await Promise.race([ended, endOfExit(instance)]);
  host.off('SIGWINCH', onWindowChange);
  if (!isEnding) {
    begin(end);
  }

  dispose();
  if (jobs.isSuspended()) {
    // Ink leaves the alternate screen once more, which puts the cursor where it was last saved: let that be here.
    stdout.write(saveCursor);
  }

  jobs.dispose();
  if (!isForeground()) {
    // The shell has the terminal back and has set it up for itself; asking for its modes would stop this process.
    stdin.setRawMode = () => stdin;
  }

  instance.unmount();
  // Ink only turns off what it turned on, and it may not have come that far.
  stdin.setRawMode(false);
  const held = releaseStderr();
  if (withStack && held !== '') {
    stderr.write(redact(held));
  }

  if (end.reason === 'crashed') {
    stderr.write(describeCrash(end.error, withStack, redact));
  }

  await cleanUp?.(end);
  unwatch();
  if (!isForeground()) {
    exit(end.code);
  }

  return end;
};
