import {leftBehind, TELL_MODES} from '../bench/left-behind.js';
import {startInPty} from '../bench/pty.js';

// Starts the console named by the arguments in a real pseudo-terminal, waits until it shows waits, leaves it by `q`, and
// fails unless it ends with 0 and the terminal is as before.

const A_WAIT = /(?<![:\d])\d{1,2}:\d\d(?![:\d])/;
const program = startInPty(process.argv.slice(2), {after: TELL_MODES});
const shownAfter = await program.waitFor(/Queues/);
await program.waitFor(A_WAIT);
program.send('q');
const timer = setTimeout(() => program.kill(), 10_000);
const code = await program.exited;
clearTimeout(timer);
const problems = leftBehind(program.output(), code);
process.stdout.write(
  problems.length === 0
    ? `painted after ${Math.round(shownAfter)} ms, showed waits, left by q with 0, terminal restored\n`
    : `${problems.join('; ')}\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
