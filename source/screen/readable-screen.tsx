import {useWindowSize} from 'ink';
import type {ReactNode} from 'react';
import type {ViewStore} from '../view/view-store.js';
import {SMALLEST} from './layout.js';
import {TooSmall} from './too-small.js';
import {useClosing} from './use-closing.js';

/** `children` where they can be read, else what size that takes. Ends the tree when `closing` aborts. */
export function ReadableScreen({
  store,
  closing,
  children,
}: {
  readonly store: ViewStore;
  readonly closing: AbortSignal;
  readonly children: ReactNode;
}) {
  const {columns, rows} = useWindowSize();
  useClosing(closing);
  const isTooSmall = columns < SMALLEST.columns || rows < SMALLEST.rows;
  return isTooSmall ? <TooSmall store={store} columns={columns} rows={rows} /> : children;
}
