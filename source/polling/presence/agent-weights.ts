import {type Attention, COUNTED, WEIGHT, weightOf} from '../attention.js';

/** How much an agent's presence counts: `special` by id, everybody else `usual`. */
export type AgentWeights = {readonly usual: number; readonly special: ReadonlyMap<number, number>};

/** Weights by what is looked at. Where counts per status are on the screen, each agent counts at least a little. */
export function agentWeights({agents, presence}: Pick<Attention, 'agents' | 'presence'>): AgentWeights {
  const {isShown, visible, cursor} = agents;
  if (visible === null && isShown) return {usual: WEIGHT.visible, special: new Map()};
  const counted = presence.isShown ? COUNTED : WEIGHT.hidden;
  const looked = new Set([...(isShown ? (visible ?? []) : []), ...(cursor === null ? [] : [cursor])]);
  const special = new Map([...looked].map(id => [Number(id), Math.max(counted, weightOf(agents, id))]));
  return {usual: Math.max(counted, isShown ? WEIGHT.beside : WEIGHT.hidden), special};
}
