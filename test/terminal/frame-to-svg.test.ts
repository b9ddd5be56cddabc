import xterm from '@xterm/headless';
import {expect, test} from 'vitest';
import {frameToSvg} from '../../scripts/frame-to-svg.js';
import {cellsOfScreen} from '../../scripts/screen-cell.js';

const svgOf = async (output: string, columns = 20, rows = 2): Promise<string> => {
  const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});
  await new Promise<void>(resolve => terminal.write(output, resolve));
  return frameToSvg(cellsOfScreen(terminal.buffer.active, {columns, rows}), {title: 'A & B'});
};

test('one text per run of equal style, held to its columns', async () => {
  const svg = await svgOf('ab\x1b[31mcd\x1b[0m');
  expect(svg).toContain('<text x="12" y="25.68" textLength="16.8" fill="#d5dae3">ab</text>');
  expect(svg).toContain('<text x="28.8" y="25.68" textLength="16.8" fill="#e5616a">cd</text>');
  expect(svg.match(/<text /g)).toHaveLength(2);
  expect(svg).toContain('<title>A &amp; B</title>');
});

test('markup is escaped', async () => {
  expect(await svgOf('<a> & "b"')).toContain('>&lt;a&gt; &amp; &quot;b&quot;');
});

test('attributes and both palettes', async () => {
  const svg = await svgOf('\x1b[1mB\x1b[0;2mD\x1b[0;7mI\x1b[0;38;5;196mX\x1b[0;48;5;240mG\x1b[0;38;2;1;2;3mT\x1b[0m');
  expect(svg).toContain('font-weight="bold">B');
  expect(svg).toContain('opacity="0.6">D');
  expect(svg).toContain('height="18" fill="#d5dae3"/><text x="28.8" y="25.68" textLength="8.4" fill="#11151c">I');
  expect(svg).toContain('fill="#ff0000">X');
  expect(svg).toContain('fill="#585858"/>');
  expect(svg).toContain('fill="#010203">T');
});

test('a wide character takes two columns and moves nothing', async () => {
  const svg = await svgOf('界x', 3, 1);
  expect(svg).toContain('textLength="16.8" fill="#d5dae3">界</text>');
  expect(svg).toContain('<text x="28.8" y="25.68" textLength="8.4" fill="#d5dae3">x</text>');
});

test('equal screens give equal pictures', async () => {
  expect(await svgOf('one\ntwo')).toBe(await svgOf('one\r\ntwo'));
});
