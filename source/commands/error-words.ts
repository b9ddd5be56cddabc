import {ApiError} from '../api/errors.js';
import {ApprovalError} from '../approvals/approval-error.js';
import {SettingsError} from '../settings/settings-error.js';
import {describeCrash} from '../terminal/describe-crash.js';
import {safeText} from '../terminal/safe-text.js';
import {InterruptedError} from './ask-line.js';

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * An error as people read it on stderr, with a newline at its end: what happened and what to do. A stack is shown only
 * for an error of the program itself, and only when `withStack`. `redact` takes secrets out, before anything is cut.
 */
export function errorWords(error: unknown, withStack = false, redact = (text: string): string => text): string {
  const said = (text: string, most: number): string => safeText(redact(text), most);
  if (error instanceof ApprovalError || error instanceof InterruptedError)
    return `${sentence(said(error.message, 1000))}\n`;
  if (error instanceof ApiError) return `${sentence(said(error.message, 500))} ${redact(error.nextStep)}\n`;
  // A settings error may have several lines; what it quotes can be anybody's text.
  if (error instanceof SettingsError)
    return `${redact(error.message)
      .split('\n')
      .map(line => safeText(line, 1000))
      .join('\n')}\n`;
  return describeCrash(error, withStack, redact);
}
