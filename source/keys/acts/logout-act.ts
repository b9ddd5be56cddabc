import {textField} from '../../view/text-field.js';
import {type Act, always} from '../act.js';
import {formOutcome} from '../prepared-dialog.js';
import {selectedAgents} from '../selected-rows.js';
import {teamOptions, teamsNamed} from './status-acts.js';

/** Places of the form: addresses come third, the button last. */
const ADDRESSES = 2;

/** Logs out agents, teams, and whoever is connected from some addresses. */
export const forceLogoutAct: Act = {
  panels: null,
  writes: true,
  whyNot: always,
  start: (context, engine) => {
    const agents = selectedAgents(context, engine);
    const isMarked = context.store.get().panels.agents.marks.size > 0;
    const teams = engine.teams();
    return {
      kind: 'form',
      title: 'Force logout',
      intro: ['Idle agents leave at once, busy ones after their current call or chat.'],
      fields: [
        {
          id: 'agents',
          label: 'Agents',
          hint: agents.length === 0 ? 'none: mark some in Agents first' : 'Enter opens the list',
          type: 'pick',
          options: agents.map(agent => ({
            id: String(agent.id),
            label: agent.name,
            note: [`id ${agent.id}`, ...agent.teams].join(', '),
          })),
          // Only what was marked: whoever comes for addresses must not take the row under the cursor along.
          picked: new Set(isMarked ? agents.map(agent => String(agent.id)) : []),
        },
        {
          id: 'teams',
          label: 'Teams',
          hint: teams.length === 0 ? 'none are known yet: the directory is still being read' : 'Enter opens the list',
          type: 'pick',
          options: teamOptions(teams),
          picked: new Set(),
        },
        {
          id: 'addresses',
          label: 'Addresses',
          hint: 'CIDR, single addresses, ranges a-b; IPv4 and IPv6; several with spaces or commas',
          type: 'text',
          field: textField(),
        },
      ],
      focus: ADDRESSES,
      problem: null,
      button: 'Check and confirm',
      onSubmit: values => {
        const picked = new Set(values.picked('agents'));
        const selection = {
          agents: agents.filter(agent => picked.has(String(agent.id))),
          teams: teamsNamed(teams, values.picked('teams')),
        };
        return formOutcome(context, engine.prepare.forceLogout(selection, values.text('addresses')));
      },
    };
  },
};
