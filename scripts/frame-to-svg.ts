import type {CellColour, ScreenCell} from './screen-cell.js';

const cellWidth = 8.4;
const cellHeight = 18;
const fontSize = 14;
const margin = 12;
const background = '#11151c';
const foreground = '#d5dae3';
const base = [
  ...['#2a303b', '#e5616a', '#7fbf6a', '#dcb75a', '#5d9bea', '#b983dd', '#4fb6c2', '#c3c9d4'],
  ...['#6b7485', '#ff8189', '#9edb87', '#f2d27c', '#85b9ff', '#d3a5f3', '#74d3de', '#ffffff'],
];
const cube = [0, 95, 135, 175, 215, 255];

const hex = (red: number, green: number, blue: number): string =>
  `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`;

/** The colour of an entry of the 256-colour palette. */
const paletteColour = (index: number): string => {
  const named = base[index];
  if (named !== undefined) {
    return named;
  }

  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return hex(grey, grey, grey);
  }

  const offset = index - 16;
  const part = (value: number): number => cube[value % 6] ?? 0;
  return hex(part(Math.floor(offset / 36)), part(Math.floor(offset / 6)), part(offset));
};

const colourOf = (colour: CellColour, fallback: string): string =>
  colour === null ? fallback : typeof colour === 'number' ? paletteColour(colour) : colour;

type Style = {readonly fill: string; readonly behind: string; readonly attributes: string};

const styleOf = (cell: ScreenCell): Style => {
  // Bold in a base colour is drawn bright, as most terminals do.
  const bright = cell.bold && typeof cell.fg === 'number' && cell.fg < 8 ? cell.fg + 8 : cell.fg;
  const fg = colourOf(bright, foreground);
  const bg = colourOf(cell.bg, background);
  const attributes = [
    cell.bold ? ' font-weight="bold"' : '',
    cell.italic ? ' font-style="italic"' : '',
    cell.underline ? ' text-decoration="underline"' : '',
    cell.dim ? ' opacity="0.6"' : '',
  ];
  return {fill: cell.inverse ? bg : fg, behind: cell.inverse ? fg : bg, attributes: attributes.join('')};
};

type Run = Style & {readonly x: number; readonly columns: number; readonly text: string};

const isSameStyle = (a: Style, b: Style): boolean =>
  a.fill === b.fill && a.behind === b.behind && a.attributes === b.attributes;

const runsOf = (cells: readonly ScreenCell[]): readonly Run[] => {
  const runs: Run[] = [];
  for (const [x, cell] of cells.entries()) {
    if (cell.width === 0) {
      continue;
    }

    const style = styleOf(cell);
    const last = runs.at(-1);
    // A wide character stands alone, so that a font which draws it too narrow shifts nothing else.
    const joins = last && isSameStyle(last, style) && cell.width === 1 && last.columns === [...last.text].length;
    if (last && joins && [...cell.text].length === 1) {
      runs[runs.length - 1] = {...last, columns: last.columns + 1, text: last.text + cell.text};
    } else {
      runs.push({...style, x, columns: cell.width, text: cell.text});
    }
  }

  return runs;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const round = (value: number): string => String(Math.round(value * 100) / 100);

const drawRun = (run: Run, y: number): string => {
  const x = round(margin + run.x * cellWidth);
  const top = margin + y * cellHeight;
  const width = round(run.columns * cellWidth);
  const rect =
    run.behind === background
      ? ''
      : `<rect x="${x}" y="${round(top)}" width="${width}" height="${cellHeight}" fill="${run.behind}"/>`;
  const baseline = round(top + cellHeight * 0.76);
  const text =
    run.text.trim() === '' && run.attributes.includes('underline') === false
      ? ''
      : `<text x="${x}" y="${baseline}" textLength="${width}" fill="${run.fill}"${run.attributes}>${escaped(run.text)}</text>`;
  return rect + text;
};

/**
 * A picture of a terminal screen, as an SVG document: dark background, one `<text>` per run of equal style, each held
 * to its columns by `textLength`. Depends on nothing but the cells, so that equal screens give equal files.
 */
export const frameToSvg = (
  rows: readonly (readonly ScreenCell[])[],
  options: {readonly title?: string} = {},
): string => {
  const columns = Math.max(0, ...rows.map(row => row.length));
  const width = round(columns * cellWidth + 2 * margin);
  const height = round(rows.length * cellHeight + 2 * margin);
  const title = options.title === undefined ? '' : `<title>${escaped(options.title)}</title>\n`;
  const drawn = rows
    .map((row, y) =>
      runsOf(row)
        .map(run => drawRun(run, y))
        .join(''),
    )
    .filter(line => line !== '');
  const font = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `${title}<rect width="100%" height="100%" rx="8" fill="${background}"/>`,
    `<g font-family="${font}" font-size="${fontSize}" xml:space="preserve">`,
    ...drawn,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
};
