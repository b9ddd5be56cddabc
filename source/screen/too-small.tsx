import {Box, useApp, useInput} from 'ink';
import {useEffect} from 'react';
import {fitLine, type Line, Lines, segment} from '../components/line.js';
import {topDialog} from '../view/view-state.js';
import type {ViewStore} from '../view/view-store.js';
import {SMALLEST} from './layout.js';

/**
 * What is said on a screen that nothing can be read on. Only leaving works; a confirmation that was open is closed,
 * because nobody can see any more what it would send.
 */
export function TooSmall({
  store,
  columns,
  rows,
}: {
  readonly store: ViewStore;
  readonly columns: number;
  readonly rows: number;
}) {
  const {exit} = useApp();
  useInput((input, key) => {
    if (input === 'q' || (key.ctrl && input === 'c')) exit();
  });
  useEffect(() => {
    const dialog = topDialog(store.get());
    if (dialog?.kind === 'confirm' && dialog.stage !== 'sending') store.dispatch({type: 'close'});
  }, [store]);
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
