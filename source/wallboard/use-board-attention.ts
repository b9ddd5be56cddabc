import {useEffect} from 'react';
import type {Engine} from '../engine.js';

/** Tells the plan what the board shows: these queues, and how many agents are in each status; no agent by name. */
export function useBoardAttention(engine: () => Engine | null, shown: readonly string[]): void {
  useEffect(() => {
    const attention = engine()?.session.attention;
    if (!attention) return;
    attention.queues = {isShown: true, visible: new Set(shown), cursor: null};
    attention.agents = {isShown: false, visible: new Set(), cursor: null};
    attention.presence = {isShown: true};
  });
}
