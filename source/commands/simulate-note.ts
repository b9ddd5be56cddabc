import {stringify} from 'yaml';
import type {SimulatedTenant} from '../simulator/simulated-tenant.js';

/** How many chats are named. */
const CHATS = 5;

/**
 * What people need to use a simulated tenant: its size, a profile for the settings file, and chats that can be
 * escalated. `rate`: requests per second that it accepts. Several lines, newline at the end.
 */
export function simulateNote(tenant: SimulatedTenant, rate: number): string {
  const {baseUrl, subdomain, token, floor} = tenant;
  const languages = [...new Set(floor.queues.map(queue => queue.lang))];
  const chats = tenant.virtualAgentChats().slice(-CHATS);
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
    ...(chats.length > 0
      ? [`Chats with the virtual agent: ${chats.map(({id, path}) => `${id} (${path})`).join(', ')}`]
      : []),
    '',
  ].join('\n');
}
