import type {Picture} from '../../source/picture/picture.js';
import {isSame, readWaitCell, WAIT_CELLS} from '../../source/picture/wait-cells.js';
import {type Attention, COUNTED, WEIGHT, weightOf} from '../../source/polling/attention.js';
import type {VirtualTenant} from './virtual-tenant.js';

/** Kinds of cells on the screen. */
export const KINDS = ['presence', 'waits', 'states'] as const;
export type Kind = (typeof KINDS)[number];

/** Fixed before any run: what one cell counts, beside where it stands on the screen. */
const CELL = {presence: 1, call: 1, chat: 1, available: 0.5, loggedIn: 0.5, state: 3} as const;

type Sum = {wrong: number; cells: number};
const sum = (): Sum => ({wrong: 0, cells: 0});

/** What is shown of one agent: the place of a status, or -1 while none is. */
export type ShownPlace = (agent: number) => number;

/** Wrong cells against the truth, over time. Unknown counts as wrong. */
export class Score {
  readonly plain: Record<Kind, Sum> = {presence: sum(), waits: sum(), states: sum()};
  readonly weighted: Record<Kind, Sum> = {presence: sum(), waits: sum(), states: sum()};

  /** Looks at every cell now. */
  take(tenant: VirtualTenant, picture: Picture, attention: Attention, shown: ShownPlace): void {
    const {places} = tenant.agents;
    for (let agent = 0; agent < places.length; agent += 1) {
      const counted = attention.presence.isShown ? COUNTED : WEIGHT.hidden;
      const weight = Math.max(counted, weightOf(attention.agents, String(agent + 1)));
      this.#cell('presence', CELL.presence * weight, shown(agent) !== places[agent]);
    }
    for (const truth of tenant.queues.queues) {
      const key = `${truth.lang}/${truth.id}`;
      const queue = picture.queues.get(key);
      const weight = weightOf(attention.queues, key);
      for (const cell of WAIT_CELLS) {
        if (truth.cells[cell] === null) continue;
        const told = queue ? readWaitCell(queue, cell) : null;
        this.#cell('waits', CELL[cell] * weight, told === null || !isSame(cell, told, truth.cells[cell]));
      }
      for (const channel of truth.channels) {
        const told = queue?.states[channel]?.value;
        this.#cell('states', CELL.state * weight, told !== truth.states[channel]);
      }
    }
  }

  /** Share of wrong cells of a kind, 0 to 1. */
  share(kind: Kind): number {
    return this.plain[kind].wrong / this.plain[kind].cells;
  }

  /** Share over all kinds: plain, or by weight. */
  whole(sums: Record<Kind, Sum>): number {
    const all = KINDS.map(kind => sums[kind]);
    return all.reduce((total, one) => total + one.wrong, 0) / all.reduce((total, one) => total + one.cells, 0);
  }

  #cell(kind: Kind, weight: number, isWrong: boolean): void {
    for (const [sums, counts] of [
      [this.plain, 1],
      [this.weighted, weight],
    ] as const) {
      sums[kind].cells += counts;
      if (isWrong) sums[kind].wrong += counts;
    }
  }
}

/** A supervisor's screen of 120×40: fifteen queues and ten agents are on it, the first queue is under the cursor. */
export function supervisorsScreen(tenant: VirtualTenant): Attention {
  const queues = tenant.queues.queues.slice(0, 15).map(({lang, id}) => `${lang}/${id}`);
  const agents = Array.from({length: 10}, (_, index) => String(index + 1));
  return {
    queues: {isShown: true, visible: new Set(queues), cursor: queues[0] ?? null},
    agents: {isShown: true, visible: new Set(agents), cursor: null},
    presence: {isShown: true},
    awaited: new Map(),
  };
}
