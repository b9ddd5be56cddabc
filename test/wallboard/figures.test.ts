import {describe, expect, test} from 'vitest';
import {UNICODE_GLYPHS} from '../../source/components/theme.js';
import type {DrawContext, PanelData} from '../../source/panels/panel.js';
import {NO_AGENTS, NO_QUEUES} from '../../source/state/resources.js';
import {type Figure, figuresOf} from '../../source/wallboard/figures.js';
import {tileLines} from '../../source/wallboard/tile.js';
import {worstFirst} from '../../source/wallboard/worst-first.js';
import {at, queues} from './floor.js';

const CONTEXT: DrawContext = {glyphs: UNICODE_GLYPHS, isAscii: false, age: ({mono}) => 10_000 - mono};

const read = (data: PanelData): Readonly<Record<string, Figure>> =>
  Object.fromEntries(figuresOf(data, CONTEXT, 9).map(figure => [figure.title, figure]));
const words = ({note}: Figure): string => note.map(({text}) => text).join('');

describe('figures', () => {
  test('before anything is known nothing is zero', () => {
    for (const figure of Object.values(read({}))) expect(figure.value).toBe('?');
    for (const figure of Object.values(read({queues: NO_QUEUES, agents: NO_AGENTS}))) expect(figure.value).toBe('?');
  });

  test('the longest wait stands with its queue and its limits', () => {
    const {'Longest call wait': figure} = read({queues: queues([{call: 30}, {call: 125, path: 'Support / Repairs'}])});
    expect(figure).toMatchObject({value: '2:05', sign: '!!', tone: 'bad'});
    expect(words(figure as Figure)).toBe('Repairs, limits 1:00 2:00');
  });

  test('an hour is told as hours', () => {
    expect(read({queues: queues([{call: 3900}])})['Longest call wait']?.value).toBe('1h05');
  });

  test('without chats anywhere there is no figure for them', () => {
    expect(Object.keys(read({queues: queues([{call: 1, chat: null}])}))).not.toContain('Longest chat wait');
  });

  test('a queue is full once, however many of its channels are; unknown is not open', () => {
    const both = {call: 1, chat: 1, state: 'over_capacity'} as const;
    const {'Queues full': figure} = read({
      queues: queues([both, {state: 'open'}, {state: null}, {state: 'after_hours'}]),
    });
    expect(figure).toMatchObject({value: '1', sign: '!!'});
    expect(words(figure as Figure)).toBe('of 4, 1 closed, 1 unknown');
  });

  test('no full queue is not told before all were asked about', () => {
    const {'Queues full': figure} = read({queues: queues([{state: 'open'}, {state: null}])});
    expect(figure).toMatchObject({value: '?', sign: ''});
    expect(read({queues: queues([{state: 'open'}])})['Queues full']?.value).toBe('0');
  });

  test('over a limit are waits and counts, not full queues', () => {
    const {'Queues over limit': figure} = read({queues: queues([{call: 130}, {state: 'over_capacity'}, {call: 70}])});
    expect(figure?.value).toBe('1');
    expect(words(figure as Figure)).toBe('of 3, 1 near');
  });

  test('states that are old say so as waits do', () => {
    expect(read({queues: queues([{state: 'open', at: at(-90_000)}])})['Queues full']?.freshness).toBe('stale');
  });

  test('what is old says so before anything else', () => {
    const {'Longest call wait': figure} = read({queues: queues([{call: 30, at: at(-90_000)}])});
    expect(figure?.freshness).toBe('stale');
    const lines = tileLines(figure as Figure, {tiles: 1, tileWidth: 20, scale: 1, isAiry: false, rows: 3}, CONTEXT);
    expect(
      lines
        .at(-1)
        ?.map(({text}) => text)
        .join(''),
    ).toMatch(/^STALE /);
  });

  test('a number too wide for its place is drawn smaller, and at last as text', () => {
    const {'Longest call wait': figure} = read({queues: queues([{call: 59 * 60 + 59}])});
    const drawn = (tileWidth: number, scale: number) =>
      tileLines(figure as Figure, {tiles: 1, tileWidth, scale, isAiry: false, rows: 3}, CONTEXT).map(line =>
        line.map(({text}) => text).join(''),
      );
    expect(new Set(drawn(40, 2).map(line => line.length))).toEqual(new Set([40]));
    expect(drawn(20, 2).filter(line => line.includes('█'))).toHaveLength(5);
    expect(drawn(10, 1).join('\n')).toContain('59:59');
  });
});

test('queues that need somebody come first: by level, by the longer wait, by name', () => {
  const resource = queues([
    {path: 'B', call: 10},
    {path: 'A', call: 10},
    {path: 'C', call: 70},
    {path: 'D', chat: 130},
    {path: 'E', call: 0, state: 'over_capacity'},
  ]);
  expect(worstFirst(resource).map(({queue, level}) => `${queue.path} ${level}`)).toEqual([
    'D critical',
    'E critical',
    'C warn',
    'A ok',
    'B ok',
  ]);
});
