import type {FloorAgent} from '../../floor/floor-agent.js';
import {isoOf, type TenantState} from '../../tenant-state.js';

/** A user as the API shows it: who it is, never what it does now. */
export const userRecordOf = (state: TenantState, agent: FloorAgent): Readonly<Record<string, unknown>> => ({
  id: agent.id,
  email: agent.email,
  first_name: agent.firstName,
  last_name: agent.lastName,
  agent_number: agent.agentNumber,
  location: agent.location,
  max_chat_limit: agent.chatLimit,
  max_chat_limit_enabled: agent.chatLimitEnabled,
  unrestricted_international_calling: false,
  deactivated_at: isoOf(state, agent.deactivatedAt),
  ucaas_user_name: null,
  ucaas_sip_uri: null,
  external_user: false,
  phone_numbers: [agent.phoneNumber],
  extension_numbers: [agent.extension],
  teams: agent.teams.map(({name}) => ({name})),
  roles: agent.roles.map(name => ({name})),
});
