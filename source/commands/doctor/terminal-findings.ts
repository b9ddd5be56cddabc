import type {Environment} from '../../settings/directories.js';
import type {OutputStream} from '../command-io.js';
import type {Finding} from './finding.js';

/** The smallest screen that the console draws on. */
const SMALLEST = {columns: 80, rows: 24};

/** What the terminal can do for the console, from what the environment says of it; nothing is asked of it. */
export function terminalFindings(stdout: OutputStream, environment: Environment): readonly Finding[] {
  const about = 'terminal';
  if (!stdout.isTTY) {
    return [
      {
        verdict: 'skip',
        about,
        words: 'output is no terminal here.',
        todo: 'Run doctor in the terminal that the console is for.',
      },
    ];
  }
  return [sizeFinding(stdout), colourFinding(environment), charactersFinding(environment)];
}

function sizeFinding({columns = 0, rows = 0}: OutputStream): Finding {
  const words = `${columns}x${rows}.`;
  const isEnough = columns >= SMALLEST.columns && rows >= SMALLEST.rows;
  return isEnough
    ? {verdict: 'ok', about: 'size', words}
    : {
        verdict: 'warn',
        about: 'size',
        words,
        todo: `The console needs ${SMALLEST.columns}x${SMALLEST.rows}: make it larger.`,
      };
}

function colourFinding({NO_COLOR, TERM = '', COLORTERM = ''}: Environment): Finding {
  const about = 'colours';
  if (NO_COLOR)
    return {verdict: 'ok', about, words: 'none, because NO_COLOR is set; every sign is there without them.'};
  if (TERM === 'dumb' || TERM === '') {
    return {
      verdict: 'warn',
      about,
      words: `TERM is ${TERM || 'not set'}.`,
      todo: 'Set TERM to what the terminal is, such as xterm-256color.',
    };
  }
  const many = /truecolor|24bit/.test(COLORTERM) ? '16 million' : TERM.includes('256') ? '256' : '16';
  return {verdict: 'ok', about, words: `${many} (TERM ${TERM}).`};
}

function charactersFinding({LC_ALL, LC_CTYPE, LANG}: Environment): Finding {
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  const about = 'characters';
  return /utf-?8/i.test(locale)
    ? {verdict: 'ok', about, words: `UTF-8 (${locale}).`}
    : {
        verdict: 'warn',
        about,
        words: `the locale ${locale || 'is not set, and'} is not UTF-8.`,
        todo: 'Set LANG to a UTF-8 locale, or start with --ascii.',
      };
}
