import {agentName, type FloorAgent} from '../../floor/floor-agent.js';
import type {Menu} from '../../floor/floor-queue.js';

/** The menu of a call or text session, and the way to it, as the API shows them. */
export const menuRecordsOf = (menu: Menu): Readonly<Record<string, unknown>> => ({
  selected_menu: {
    id: menu.id,
    name: menu.name,
    parent_id: menu.above.at(-1) ?? null,
    position: 1,
    deleted: false,
    hidden: null,
    menu_type: menu.type,
    output_msg: null,
  },
  menu_path: {items_count: menu.above.length + 1, name: menu.name, materialized_path: menu.path},
});

/** The agent of a call or text session, as the API shows one; null when there is none. */
export const agentInfoOf = (agent: FloorAgent | null): Readonly<Record<string, unknown>> | null =>
  agent === null
    ? null
    : {
        id: agent.id,
        name: agentName(agent),
        last_name: agent.lastName,
        first_name: agent.firstName,
        agent_number: agent.agentNumber,
        avatar_url: null,
      };
