import {expect, test} from 'vitest';
import {Table} from '../../source/terminal/ink-table.js';
import {openScreen} from '../helpers/screen.js';

test('ink-table draws with the Ink that the program uses', async () => {
  const screen = openScreen(<Table data={[{id: 1, name: 'Ann'}]} />, {columns: 30, rows: 8});
  await screen.waitFor('│ id │ name │');
  expect(screen.lines()[3]).toBe('│ 1  │ Ann  │');
  screen.close();
});
