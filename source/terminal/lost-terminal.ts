import {closeSync, fstatSync} from 'node:fs';
import {isatty} from 'node:tty';

/** Descriptors of stdin, stdout and stderr. */
const STANDARD = [0, 1, 2] as const;

/**
 * Closes those of the standard descriptors whose terminal has gone; to be called right before the process exits. Node sets the
 * modes of its terminals while it exits, and aborts, with a native stack trace and a core, when that fails; it passes over
 * descriptors that are closed.
 */
export function letGoOfLostTerminal(descriptors: readonly number[] = STANDARD): void {
  for (const descriptor of descriptors) {
    try {
      // A terminal that has gone is still a character device, but none that anybody could ask for its modes.
      if (fstatSync(descriptor).isCharacterDevice() && !isatty(descriptor)) closeSync(descriptor);
    } catch {
      // Closed already.
    }
  }
}
