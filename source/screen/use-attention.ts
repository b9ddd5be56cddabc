import {useEffect} from 'react';
import type {Engine} from '../engine.js';
import type {RowBook} from '../panels/row-book.js';
import type {Layout} from './layout.js';

/** Tells the plan which queues are on the screen, after each frame: it asks about them first. */
export function useAttention(engine: () => Engine | null, book: RowBook, layout: Layout): void {
  useEffect(() => {
    const session = engine()?.session;
    if (!session) return;
    const isShown = layout.panels.some(place => place.panel === 'queues');
    const shown = isShown ? book.shown('queues') : [];
    session.attention.visibleQueues = new Set(shown.filter(id => session.picture.queues.has(id)));
  });
}
