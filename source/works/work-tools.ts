import type {Engine} from '../engine.js';

/** What work views are made of: everything of the engine but the views themselves. */
export type WorkTools = Omit<Engine, 'works'>;
