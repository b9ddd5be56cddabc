import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Dialog} from '../../source/view/dialog.js';
import {textField} from '../../source/view/text-field.js';
import {initialViewState, PANEL_IDS, reduceView, topDialog, type ViewEvent} from '../../source/view/view-state.js';
import {ViewStore} from '../../source/view/view-store.js';

const help: Dialog = {kind: 'help', row: null, scroll: 0};
const panel = fc.constantFrom(...PANEL_IDS);
const id = fc.constantFrom('1', '2', '3');
const events: fc.Arbitrary<ViewEvent> = fc.oneof(
  panel.map((focus): ViewEvent => ({type: 'focus', panel: focus})),
  fc.constantFrom<1 | -1>(1, -1).map((by): ViewEvent => ({type: 'focus-step', by})),
  fc.constant<ViewEvent>({type: 'zoom'}),
  fc.constant<ViewEvent>({type: 'open', dialog: help}),
  fc.constant<ViewEvent>({type: 'close'}),
  fc.constant<ViewEvent>({type: 'close-all'}),
  fc.constant<ViewEvent>({type: 'filtering', field: null}),
  fc.string().map((text): ViewEvent => ({type: 'filtering', field: textField(text)})),
  fc.tuple(panel, id).map(([one, row]): ViewEvent => ({type: 'panel', panel: one, event: {type: 'mark', id: row}})),
  fc.tuple(panel, id).map(([one, row]): ViewEvent => ({type: 'panel', panel: one, event: {type: 'fold', id: row}})),
  panel.map((one): ViewEvent => ({type: 'panel', panel: one, event: {type: 'clear-marks'}})),
);

test('no sequence of events leaves the panels or changes a state that was given out', () => {
  fc.assert(
    fc.property(fc.array(events, {maxLength: 40}), sequence => {
      const start = initialViewState();
      const frozen = JSON.stringify(start);
      const end = sequence.reduce(reduceView, start);
      expect(PANEL_IDS).toContain(end.focus);
      expect(Object.keys(end.panels)).toEqual([...PANEL_IDS]);
      expect(JSON.stringify(start)).toBe(frozen);
    }),
  );
});

test('marking and folding twice changes nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom<'mark' | 'fold'>('mark', 'fold'), fc.array(id), (type, before) => {
      const event = (row: string): ViewEvent => ({type: 'panel', panel: 'queues', event: {type, id: row}});
      const state = before.map(event).reduce(reduceView, initialViewState());
      const twice = [event('2'), event('2')].reduce(reduceView, state);
      expect([...twice.panels.queues.marks].sort()).toEqual([...state.panels.queues.marks].sort());
      expect([...twice.panels.queues.folded].sort()).toEqual([...state.panels.queues.folded].sort());
    }),
  );
});

test('stepping through the panels comes round, both ways', () => {
  const step = (by: 1 | -1) =>
    PANEL_IDS.reduce(state => reduceView(state, {type: 'focus-step', by}), initialViewState());
  expect(step(1).focus).toBe('queues');
  expect(step(-1).focus).toBe('queues');
});

test('rows follow the filter while it is typed; opening a dialog ends the typing', () => {
  const typed = reduceView(initialViewState(), {type: 'filtering', field: textField('abc')});
  expect(typed.panels.queues.filter).toBe('abc');
  const open = reduceView(typed, {type: 'open', dialog: help});
  expect(open.filtering).toBeNull();
  expect(topDialog(open)).toBe(help);
});

test('the store tells its listeners of every change, until they stop', () => {
  const store = new ViewStore(initialViewState());
  let told = 0;
  const stop = store.subscribe(() => {
    told += 1;
  });
  store.dispatch({type: 'zoom'});
  stop();
  store.dispatch({type: 'zoom'});
  expect(told).toBe(1);
  expect(store.get().zoomed).toBe(false);
});
