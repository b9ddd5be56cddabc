import {type Instance, type RenderOptions, render, useWindowSize} from 'ink';
import {type ReactNode, useLayoutEffect} from 'react';

/** Home, and erase everything below: unlike CSI 2J it leaves nothing in any terminal's scrollback. */
const eraseScreen = '\x1b[H\x1b[J';

/** Ink's instance, and the things it does not offer. */
export type Repainting = {
  readonly instance: Instance;
  /** Erases the screen and paints the whole frame. */
  readonly repaint: () => void;
  /** Draws another tree; to be used instead of the instance's own. */
  readonly rerender: (tree: ReactNode) => void;
  /** Stops watching the size and the output; for when the instance is unmounted. */
  readonly dispose: () => void;
};

type SizeWatcherProps = {readonly onLaidOut: () => void};

/** Says when React has laid out a new size: every hook that watches the size updates in the same commit. */
function SizeWatcher({onLaidOut}: SizeWatcherProps): ReactNode {
  const size = useWindowSize();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size is what the effect waits for.
  useLayoutEffect(onLaidOut, [size, onLaidOut]);
  return null;
}

const enterAlternateScreen = '\x1b[?1049h';
const cursorHome = '\x1b[H';

/**
 * Ink enters the alternate screen with the cursor wherever the shell left it, at the start and after each suspension, and paints
 * its frame from there: a prompt that did not end its line, or keys that were echoed before the terminal was set up, would shift
 * the first row. So the cursor is sent home right behind the switch. The returned function ends that.
 */
const enterFromHome = (stdout: NodeJS.WriteStream): (() => void) => {
  const write = stdout.write.bind(stdout);
  const own = Object.getOwnPropertyDescriptor(stdout, 'write');
  const withHome = (chunk: unknown, ...rest: unknown[]): boolean => {
    const text =
      typeof chunk === 'string' ? chunk.replace(enterAlternateScreen, enterAlternateScreen + cursorHome) : chunk;
    return Reflect.apply(write, stdout, [text, ...rest]) as boolean;
  };
  Object.defineProperty(stdout, 'write', {value: withHome, configurable: true, writable: true});
  return () => {
    if (own) Object.defineProperty(stdout, 'write', own);
    else Reflect.deleteProperty(stdout, 'write');
  };
};

/**
 * Ink's `render`, with every resize painted whole. By itself Ink 8 paints the old layout into the new size before React
 * has heard of it: lines too long for a narrower screen wrap and scroll it, and the line diffs that follow land in
 * the wrong rows. Here Ink hears of the size after React has laid it out, and paints on an erased screen. While
 * `isPaused` (another program has the terminal) nothing is written.
 */
export const renderRepainting = (
  tree: ReactNode,
  options: RenderOptions & {readonly stdout: NodeJS.WriteStream},
  isPaused: () => boolean = () => false,
): Repainting => {
  const {stdout} = options;
  let isResized = false;
  let paintNewSize = (): void => {};

  const onLaidOut = (): void => {
    if (isResized) {
      isResized = false;
      paintNewSize();
    }
  };

  const onResize = (): void => {
    isResized = true;
  };

  const watched = (inner: ReactNode): ReactNode => (
    <>
      <SizeWatcher onLaidOut={onLaidOut} />
      {inner}
    </>
  );
  let current = watched(tree);
  stdout.prependListener('resize', onResize);
  const known = new Set(stdout.listeners('resize'));
  const leaveWrites = enterFromHome(stdout);
  const instance = render(current, options);
  // Ink subscribes when it is created, before any component can.
  const inkListener = stdout.listeners('resize').find(listener => !known.has(listener)) as (() => void) | undefined;
  const forgetFrame = (): void => {
    instance.clear();
    stdout.write(eraseScreen);
  };

  if (inkListener !== undefined) {
    stdout.off('resize', inkListener);
    paintNewSize = () => {
      if (!isPaused()) {
        forgetFrame();
        inkListener();
      }
    };
  }

  return {
    instance,
    repaint() {
      forgetFrame();
      instance.rerender(current);
    },
    rerender(next) {
      current = watched(next);
      instance.rerender(current);
    },
    dispose() {
      leaveWrites();
      stdout.off('resize', onResize);
    },
  };
};
