import fc from 'fast-check';
import {expect, test} from 'vitest';
import {waitRow} from '../../source/api/operations/wait-times.js';
import {queueOfRow} from '../../source/picture/queue-of-row.js';
import {Thresholds} from '../../source/picture/thresholds.js';
import {WAIT_CELLS} from '../../source/picture/wait-cells.js';

const queue = (path: string, row: object) =>
  queueOfRow('en', waitRow.parse({menu_id: 1, materialized_path: path, ...row}), undefined, {mono: 0, wall: 0});

test('without settings only long waits draw the eye', () => {
  const thresholds = new Thresholds();
  const level = (wait: number) => thresholds.level(queue('Sales', {voice_call: wait}), 'call');
  expect([59, 60, 119, 120].map(level)).toEqual(['ok', 'warn', 'warn', 'critical']);
  expect(thresholds.level(queue('Sales', {available_agents: 0}), 'available')).toBe('ok');
  expect(thresholds.level(queue('Sales', {}), 'call')).toBe('ok');
});

test('of several parts of a path the longest that names the cell decides, whatever their case; others go on', () => {
  const thresholds = new Thresholds({
    all: {available: {below: {warn: 2, critical: 0}}},
    'support / vip': {call: {above: {critical: 20}}},
    Support: {call: {above: {warn: 30}}, chat: {above: {warn: 40}}},
  });
  const vip = queue('Support / VIP', {voice_call: 31, chat: 41, available_agents: 0});
  expect(WAIT_CELLS.map(cell => thresholds.level(vip, cell))).toEqual(['critical', 'warn', 'critical', 'ok']);
  const other = queue('Support / Other', {voice_call: 500, chat: 39, available_agents: 2});
  expect(WAIT_CELLS.map(cell => thresholds.level(other, cell))).toEqual(['warn', 'ok', 'warn', 'ok']);
});

test('in both directions: a value that goes on away from the middle never gets a milder level', () => {
  const limits = fc
    .tuple(...Array.from({length: 4}, () => fc.integer({min: 0, max: 300})))
    .map(numbers => numbers.toSorted((a, b) => a - b));
  const order = ['ok', 'warn', 'critical'];
  fc.assert(
    fc.property(limits, fc.integer({min: 0, max: 300}), fc.integer({min: 0, max: 300}), (found, one, other) => {
      const [low = 0, lower = 0, upper = 0, top = 0] = found;
      const settings = {call: {below: {critical: low, warn: lower}, above: {warn: upper, critical: top}}};
      const thresholds = new Thresholds({all: settings});
      const level = (wait: number) => order.indexOf(thresholds.level(queue('x', {voice_call: wait}), 'call'));
      const [less, more] = one < other ? [one, other] : [other, one];
      if (less > lower) expect(level(more)).toBeGreaterThanOrEqual(level(less));
      if (more < upper) expect(level(less)).toBeGreaterThanOrEqual(level(more));
    }),
  );
});

test('near to a limit: a quarter of it, or one agent', () => {
  const thresholds = new Thresholds({all: {available: {below: {critical: 0}}}});
  const near = (row: object, cell: 'call' | 'available') => thresholds.isNear(queue('x', row), cell);
  expect([44, 45, 75, 76, 89, 90, 150, 151].map(wait => near({voice_call: wait}, 'call'))).toEqual([
    false,
    true,
    true,
    false,
    false,
    true,
    true,
    false,
  ]);
  expect([0, 1, 2].map(count => near({available_agents: count}, 'available'))).toEqual([true, true, false]);
});
