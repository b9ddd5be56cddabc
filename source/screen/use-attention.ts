import {useEffect} from 'react';
import type {Engine} from '../engine.js';
import type {RowBook} from '../panels/row-book.js';
import type {Looking} from '../polling/attention.js';
import type {PanelId, ViewState} from '../view/view-state.js';
import type {Layout} from './layout.js';

/** Tells the plan what is on the screen, after each frame: it asks about that first. */
export function useAttention(engine: () => Engine | null, book: RowBook, layout: Layout, view: ViewState): void {
  useEffect(() => {
    const session = engine()?.session;
    if (!session) return;
    const {attention, picture} = session;
    const looking = (panel: PanelId): Looking => {
      const isShown = layout.panels.some(place => place.panel === panel);
      const cursor = isShown && view.focus === panel ? view.panels[panel].cursor : null;
      return {isShown, visible: new Set(isShown ? book.shown(panel) : []), cursor};
    };
    const queues = looking('queues');
    // Headings of the menu tree are rows as well.
    attention.queues = {...queues, visible: new Set([...(queues.visible ?? [])].filter(id => picture.queues.has(id)))};
    attention.agents = looking('agents');
    attention.presence = looking('presence');
  });
}
