import type {AddressBlock} from '../addresses/address-block.js';
import {describeBlock} from '../addresses/describe-block.js';
import {formatBlock} from '../addresses/format-block.js';
import {mergeBlocks} from '../addresses/merge-blocks.js';
import {parseAddresses} from '../addresses/parse-addresses.js';
import {forceLogoutAgents} from '../api/operations/agent-statuses.js';
import type {Agent} from '../picture/agent.js';
import {type ActionContext, step, typedCount, typedTenant} from './action-context.js';
import {blockFacts, largeProof} from './address-facts.js';
import {busyFacts, presenceFacts, previewOf} from './hit-agents.js';
import {namesakeFacts} from './namesakes.js';
import type {PreparedAction, Problem, Target, TypedProof} from './prepared-action.js';
import {namesOf, targetsOf, teamFacts} from './set-agent-status.js';
import {lookAtAgents, OFFLINE, statusOutcome} from './status-outcome.js';
import type {AgentSelection} from './team-members.js';
import {expandSelection} from './team-members.js';

/** Logs out agents, teams and whoever is connected from the addresses in `addressText`. Always dangerous. */
export function prepareForceLogout(
  context: ActionContext,
  selection: AgentSelection,
  addressText: string,
): PreparedAction | Problem {
  const parsed = parseAddresses(addressText);
  if (parsed.errors.length > 0) return {problem: parsed.errors.join(' '), field: 'addresses'};
  const {blocks, overlaps} = mergeBlocks(parsed.blocks);
  const {agentIds, teamIds, everybody, expanded} = expandSelection(selection.agents, selection.teams);
  if (agentIds.length + teamIds.length + blocks.length === 0) {
    return {problem: 'Nobody is selected: mark agents, choose teams, or give addresses.', field: 'addresses'};
  }
  const body = {
    ...(agentIds.length > 0 ? {agent_ids: agentIds} : {}),
    ...(teamIds.length > 0 ? {team_ids: teamIds} : {}),
    ...(blocks.length > 0 ? {ip_addrs: blocks.map(formatBlock)} : {}),
  };
  const addressTargets = blocks.map(
    (block): Target => ({kind: 'addresses', id: formatBlock(block), name: describeBlock(block)}),
  );
  return {
    id: context.newId(),
    title: `Force logout: ${titleParts(selection, blocks).join(' and ')}`,
    class: 'dangerous',
    targets: [...targetsOf(selection), ...addressTargets],
    preview: previewOf(context, selection, addressTargets),
    facts: [
      ...namesakeFacts(context, selection.agents, everybody),
      ...teamFacts(expanded, teamIds),
      ...parsed.notes,
      ...overlaps,
      ...blockFacts(blocks),
      ...presenceFacts(context, everybody),
      ...busyFacts(context, everybody),
    ],
    steps: [
      step(
        context,
        forceLogoutAgents,
        {body},
        data => statusOutcome(context, data, OFFLINE),
        lookAtAgents(context, everybody, OFFLINE),
      ),
    ],
    typed: proofs(context, everybody, teamIds, blocks),
    countdownMs: context.countdownMs,
  };
}

const titleParts = (selection: AgentSelection, blocks: readonly AddressBlock[]): readonly string[] => [
  ...namesOf(selection),
  ...(blocks.length > 0 ? [blocks.map(formatBlock).slice(0, 3).join(', ') + (blocks.length > 3 ? ', ...' : '')] : []),
];

/** A number where it is known; addresses and teams by id reach people nobody can count from here. */
function proofs(
  context: ActionContext,
  agents: readonly Agent[],
  teamIds: readonly number[],
  blocks: readonly AddressBlock[],
): readonly TypedProof[] {
  const first =
    blocks.length > 0 || teamIds.length > 0 ? typedTenant(context.tenant) : typedCount(agents.length, 'agents');
  return [first, ...largeProof(blocks)];
}
