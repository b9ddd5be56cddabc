import type {Team} from '../../actions/team-members.js';
import type {Engine} from '../../engine.js';
import type {Dialog, Option} from '../../view/dialog.js';
import {textField} from '../../view/text-field.js';
import {type Act, message} from '../act.js';
import {confirmOrSay} from '../prepared-dialog.js';
import {selectedAgents} from '../selected-rows.js';

/** No status can be called this. */
const OTHER = '\0other';

/** Settable statuses to choose from, and a way to name one that the profile does not hold. */
function statusChoice(engine: Engine, title: string, choose: (status: string) => Dialog): Dialog {
  const {statuses} = engine.session.picture;
  const settable = statuses.all.filter(status => status.settable);
  const options: Option[] = settable.map(status => ({id: status.name, label: status.name, note: `id ${status.id}`}));
  const other: Dialog = {
    kind: 'form',
    title,
    intro: ['Available or a custom status, spelled as the platform spells it.'],
    fields: [{id: 'status', label: 'Status', hint: 'its name', type: 'text', field: textField()}],
    focus: 0,
    problem: null,
    button: 'Go on',
    onSubmit: values => {
      const name = values.text('status').trim();
      return name === '' ? {problem: 'A status is needed: its name.', field: 'status'} : {next: choose(name)};
    },
  };
  return {
    kind: 'choice',
    title,
    hint: 'System statuses (In-call, Wrap-up, ...) cannot be set.',
    options: [...options, {id: OTHER, label: 'another status', note: 'by its name'}],
    cursor: 0,
    chosen: null,
    onDone: ([id = OTHER]) => (id === OTHER ? other : choose(id)),
  };
}

/** Changes the status of the marked agents, or of the one under the cursor. */
export const setStatusAct: Act = {
  panels: ['agents'],
  writes: true,
  whyNot: (context, engine) =>
    selectedAgents(context, engine).length > 0 ? null : 'Put the cursor on an agent, or mark some with Space.',
  start: (context, engine) => {
    const agents = selectedAgents(context, engine);
    const [first] = agents;
    const title =
      agents.length === 1
        ? `Change status of ${first?.name} (id ${first?.id})`
        : `Change status of ${agents.length} agents`;
    return statusChoice(engine, title, status =>
      confirmOrSay(context, title, engine.prepare.agentStatus({agents, teams: []}, status)),
    );
  },
};

/** Teams to choose from. */
export const teamOptions = (teams: readonly Team[]): readonly Option[] =>
  teams.map(team => ({
    id: team.name,
    label: team.name,
    note: `${team.members.length} ${team.members.length === 1 ? 'member' : 'members'}${team.id === null ? '' : `, id ${team.id}`}`,
  }));

/** The teams of these names. */
export const teamsNamed = (teams: readonly Team[], names: readonly string[]): readonly Team[] =>
  teams.filter(team => names.includes(team.name));

/** Changes the status of whole teams. */
export const setTeamStatusAct: Act = {
  panels: ['agents', 'presence'],
  writes: true,
  whyNot: (_context, engine) =>
    engine.teams().length > 0 ? null : 'No teams are known yet: the directory is still being read.',
  start: (context, engine) => {
    const teams = engine.teams();
    const title = 'Change status of teams';
    return {
      kind: 'choice',
      title,
      hint: 'Space marks teams, Enter goes on with them',
      options: teamOptions(teams),
      cursor: 0,
      chosen: new Set(),
      onDone: names => {
        if (names.length === 0) return message(title, 'No team is marked, so nothing is changed.');
        const chosen = teamsNamed(teams, names);
        const whom = chosen.length > 3 ? `${chosen.length} teams` : names.join(', ');
        return statusChoice(engine, `Change status of ${whom}`, status =>
          confirmOrSay(context, title, engine.prepare.agentStatus({agents: [], teams: chosen}, status)),
        );
      },
    };
  },
};
