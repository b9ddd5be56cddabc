import {stringify} from 'yaml';
import type {SimulatedTenant} from '../simulator/simulated-tenant.js';

/** How many chats and calls are named. */
const NAMED = 5;

/**
 * What people need to use a simulated tenant: its size, a profile for the settings file, and ids, numbers and the secret
 * that operations ask for. `rate`: requests per second that it accepts. Several lines, newline at the end.
 */
export function simulateNote(tenant: SimulatedTenant, rate: number): string {
  const {baseUrl, subdomain, token, floor} = tenant;
  const languages = [...new Set(floor.queues.map(queue => queue.lang))];
  const chats = tenant.virtualAgentChats().slice(-NAMED);
  const calls = tenant.liveCalls().slice(-NAMED);
  const profile = {
    baseUrl,
    subdomain,
    rate,
    languages,
    statuses: Object.fromEntries(tenant.statuses),
    teams: Object.fromEntries(tenant.teams),
  };
  return [
    `A simulated tenant: ${floor.agents.length} agents, ${floor.queues.length} queues in ${languages.join(', ')}.`,
    `It takes ${rate} ${rate === 1 ? 'request' : 'requests'} a second. Ctrl-C ends it.`,
    '',
    'Profile for ~/.config/floorwalker/config.yaml:',
    '',
    stringify({profiles: {simulated: profile}}).trimEnd(),
    '',
    `To use it: FLOORWALKER_TOKEN=${token} floorwalker --profile simulated`,
    ...named('Chats with the virtual agent', chats),
    ...named('Calls with an agent', calls),
    ...named(
      'Campaigns',
      tenant.campaigns.map(({id, name}) => ({id, path: name})),
    ),
    `Text messages are sent from ${tenant.smsNumbers.join(' or ')}; custom data is signed with ${tenant.companySecret}.`,
    '',
  ].join('\n');
}

/** One line that names things, or none when there are none. */
const named = (what: string, things: readonly {readonly id: number; readonly path: string}[]): readonly string[] =>
  things.length === 0 ? [] : [`${what}: ${things.map(({id, path}) => `${id} (${path})`).join(', ')}`];
