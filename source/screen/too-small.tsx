import {Box} from 'ink';
import {fitLine, type Line, Lines, segment} from '../components/line.js';
import {SMALLEST} from './layout.js';

/** What is said on a screen that nothing can be read on. */
export function TooSmall({columns, rows}: {readonly columns: number; readonly rows: number}) {
  const lines: readonly Line[] = [
    [segment('Too small', 'title')],
    [segment(`This terminal has ${columns} x ${rows}.`)],
    [segment(`It takes ${SMALLEST.columns} x ${SMALLEST.rows}; q quits.`)],
  ];
  return (
    <Box width={columns} height={rows} flexDirection="column">
      <Lines lines={lines.slice(0, rows).map(line => fitLine(line, columns, true))} />
    </Box>
  );
}
