import {layoutOf, type PanelPlace} from '../../source/screen/layout.js';
import {topDialog} from '../../source/view/view-state.js';
import type {TestConsole} from '../../test/helpers/console.js';

type Box = Pick<PanelPlace, 'left' | 'top' | 'width' | 'height'>;
/** A screen as it is looked at: what a cell shows, and rows in words. */
type Looked = Pick<TestConsole, 'textAt' | 'lines'>;

/** What is wrong with the frame that should stand in these cells. */
export function frameProblems(screen: Looked, {left, top, width, height}: Box, name: string): readonly string[] {
  const at = screen.textAt;
  const [right, bottom] = [left + width - 1, top + height - 1];
  const problems: string[] = [];
  const expect = (x: number, y: number, wanted: string) => {
    if (at(x, y) === wanted) return;
    const row = JSON.stringify(screen.lines()[y]);
    problems.push(`${name}: ${JSON.stringify(at(x, y))} instead of ${wanted} at ${x}, ${y} of ${row}`);
  };
  expect(left, top, '┌');
  expect(right, top, '┐');
  for (let y = top + 1; y < bottom; y += 1) {
    expect(left, y, '│');
    expect(right, y, '│');
  }
  expect(left, bottom, '└');
  expect(right, bottom, '┘');
  return problems;
}

/** Where the dialog that lies uppermost stands: in the middle, with the highest corner that has its partner. */
function dialogBox(at: Looked['textAt'], {columns, rows}: Size, isWork: boolean): Box | null {
  const width = isWork ? columns : Math.min(columns, Math.max(72, Math.min(110, columns - 8)));
  const left = Math.floor((columns - width) / 2);
  for (let top = Math.floor(rows / 2); top >= 0; top -= 1) {
    if (at(left, top) !== '┌' || at(left + width - 1, top) !== '┐') continue;
    let bottom = top + 1;
    while (bottom < rows && at(left, bottom) !== '└') bottom += 1;
    return {left, top, width, height: bottom - top + 1};
  }
  return null;
}

export type Size = {readonly columns: number; readonly rows: number};

/** What is wrong with the screen of a console: its frames, and whether anything has scrolled. */
export function screenProblems(app: TestConsole, size: Size): readonly string[] {
  const view = app.store.get();
  const dialog = topDialog(view);
  const problems = app.scrolled() === 0 ? [] : ['the screen has scrolled'];
  const first = [0, 1, 2, 3].map(x => app.textAt(x, 0)).join('');
  // A dialog may lie over the rest of it.
  if (first !== 'floo') problems.push(`the first line begins with ${JSON.stringify(first)}`);
  if (dialog) {
    const box = dialogBox(app.textAt, size, dialog.kind === 'work');
    return box ? [...problems, ...frameProblems(app, box, dialog.kind)] : [...problems, `no frame of ${dialog.kind}`];
  }
  const {panels} = layoutOf(size.columns, size.rows, view.focus, view.zoomed);
  return [...problems, ...panels.flatMap(place => frameProblems(app, place, place.panel))];
}
