import {expect, test} from 'vitest';
import {colourEnvironment} from '../../source/terminal/colour-environment.js';

test('NO_COLOR and --no-color turn colour off where Ink looks for it', () => {
  expect(colourEnvironment({NO_COLOR: '1'})).toEqual({FORCE_COLOR: '0'});
  expect(colourEnvironment({}, {noColor: true})).toEqual({FORCE_COLOR: '0'});
  expect(colourEnvironment({FORCE_COLOR: '3'}, {noColor: true})).toEqual({FORCE_COLOR: '0'});
});

test('an empty NO_COLOR says nothing, and FORCE_COLOR stays what it is', () => {
  expect(colourEnvironment({NO_COLOR: '', FORCE_COLOR: '2'})).toEqual({});
  expect(colourEnvironment({})).toEqual({});
});
