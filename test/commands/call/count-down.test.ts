import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {countDown} from '../../../source/commands/call/count-down.js';
import {manualClock} from '../../helpers/manual-clock.js';
import {Capture} from '../test-io.js';

/** A countdown of 3 s on a terminal that tells whether it is in raw mode. */
function counting() {
  const clock = manualClock();
  const modes: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), {isTTY: true, setRawMode: (isOn: boolean) => modes.push(isOn)});
  const stderr = new Capture(true);
  const leaving = new AbortController();
  const begun = clock.now();
  const running = countDown(3000, {stdin, stderr, clock}, leaving.signal);
  return {clock, stdin, stderr, leaving, running, modes, begun};
}

test('tells each second, and ends when its time has passed', async () => {
  const {clock, stderr, running, modes, begun} = counting();
  await clock.advance(2999);
  expect(stderr.text.split('\r').filter(Boolean)).toEqual(
    [3, 2, 1].map(left => `Sending in ${left} s; any key cancels. `),
  );
  await clock.advance(1);
  expect((await running)?.mono).toBe(begun);
  expect(modes).toEqual([true, false]);
  expect(clock.sleepers()).toBe(0);
});

test.each(['x', '\r', '\u001B', ' '])('the key %j cancels', async key => {
  const {clock, stdin, running, modes} = counting();
  await clock.advance(1000);
  stdin.write(key);
  expect(await running).toBeNull();
  expect(modes).toEqual([true, false]);
});

test('what was typed before it began does not cancel', async () => {
  const {clock, stdin, running} = counting();
  stdin.write('\n');
  await clock.advance(3000);
  expect(await running).not.toBeNull();
});

test('the end of input and a signal cancel; Ctrl-C interrupts', async () => {
  const ended = counting();
  ended.stdin.end();
  expect(await ended.running).toBeNull();
  const signalled = counting();
  signalled.leaving.abort();
  expect(await signalled.running).toBeNull();
  const interrupted = counting();
  interrupted.stdin.write('\u0003');
  await expect(interrupted.running).rejects.toThrow('Interrupted: nothing was sent.');
  expect(interrupted.modes).toEqual([true, false]);
});
