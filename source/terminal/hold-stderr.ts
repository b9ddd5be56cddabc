/** More than this is not worth keeping in memory for the end of a shift. */
const heldLimit = 64 * 1024;

/**
 * Keeps what libraries and Node write to stderr (warnings, mostly) off a screen that stderr shares. Returns the
 * function that lets writes through again and gives what was held; a stderr that is no terminal is left alone.
 */
export const holdStderr = (stderr: NodeJS.WriteStream): (() => string) => {
  if (!stderr.isTTY) {
    return () => '';
  }

  let held = '';
  const {write} = stderr;
  stderr.write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    if (held.length < heldLimit) {
      held += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    }

    const callback = rest.find(value => typeof value === 'function');
    if (callback) {
      queueMicrotask(() => callback());
    }

    return true;
  };

  return () => {
    stderr.write = write;
    return held;
  };
};
