import {expect, test} from 'vitest';
import {effectiveClass, objection} from '../../source/actions/check-agreement.js';
import {forceLogoutAgents} from '../../source/api/operations/agent-statuses.js';
import {agreedTo, escalation} from './prepared.js';

const settings = {now: {mono: 10_000, wall: 50_000}, countdownMs: 5000};
const proof = {text: '2', what: 'the number of agents'};
const dangerous = escalation({class: 'dangerous', typed: [proof], countdownMs: 5000});

test('a write needs to be confirmed itself', () => {
  expect(objection(escalation(), agreedTo(escalation()), settings)).toBeNull();
  expect(objection(escalation(), {...agreedTo(escalation()), confirmed: 'a-2'}, settings)).toMatch(/not confirmed/);
});

test('the worst operation decides the class, whatever the action says of itself', () => {
  const steps = escalation().steps.map(step => ({...step, operation: forceLogoutAgents}));
  const action = escalation({steps});
  expect(effectiveClass(action)).toBe('dangerous');
  expect(objection(action, agreedTo(action), settings)).toMatch(/nothing was to be typed/);
});

test('a dangerous action needs its proofs, and a countdown no shorter than the settings ask for', () => {
  expect(objection(dangerous, {...agreedTo(dangerous, settings.now.mono), typed: ['3']}, settings)).toMatch(
    /was not typed/,
  );
  const short = {...dangerous, countdownMs: 0};
  expect(objection(short, agreedTo(short, settings.now.mono), settings)).toMatch(/shorter/);
  expect(objection(short, agreedTo(short, settings.now.mono), {...settings, countdownMs: 0})).toBeNull();
});

test('the countdown is over when its time has passed since the last proof', () => {
  const at = (mono: number | null, wall = 45_000) =>
    objection(dangerous, {...agreedTo(dangerous), provenAt: mono === null ? null : {mono, wall}}, settings);
  expect(at(null)).toMatch(/had not ended/);
  expect(at(5001)).toMatch(/had not ended/);
  expect(at(5000)).toBeNull();
  // The machine slept: to the wall clock it is long ago.
  expect(at(5000, 40_001)).toBeNull();
  expect(at(5000, 40_000)).toMatch(/slept meanwhile/);
  // The program was stopped: both clocks went on.
  expect(at(1, 40_001)).toBeNull();
  expect(at(0, 40_000)).toMatch(/stood still meanwhile/);
  // A wall clock that was set back shortens nothing.
  expect(at(5001, 60_000)).toMatch(/had not ended/);
});
