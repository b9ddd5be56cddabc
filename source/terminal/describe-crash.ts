import {safeText} from './safe-text.js';

/**
 * One sentence for an error that nobody caught, and the stack below it when it is wanted. `redact` takes secrets out of what
 * the error says, before any of it is cut or made safe.
 */
export const describeCrash = (error: unknown, withStack: boolean, redact = (text: string): string => text): string => {
  const what = redact(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const sentence = `floorwalker stopped because of an error that it did not expect (${safeText(what)})`;
  const stack = error instanceof Error ? error.stack : undefined;
  if (!withStack || stack === undefined) {
    return withStack ? `${sentence}.\n` : `${sentence}; FLOORWALKER_DEBUG=1 shows where.\n`;
  }

  const lines = redact(stack)
    .split('\n')
    .map(line => safeText(line, 500));
  return `${sentence}.\n${lines.join('\n')}\n`;
};
