import {isProblem, type PreparedAction, type Problem} from '../actions/prepared-action.js';
import type {Team} from '../actions/team-members.js';
import type {Engine} from '../engine.js';
import type {Agent} from '../picture/agent.js';
import type {Dialog, FormOutcome, Option} from '../view/dialog.js';
import {textField} from '../view/text-field.js';
import type {CommandContext} from './command-context.js';
import {focusedList} from './list-commands.js';

const message = (title: string, text: string): Dialog => ({kind: 'message', title, lines: [text], scroll: 0});

/** Opens what `build` gives, or says why nothing can be changed now. */
function act(context: CommandContext, title: string, build: (engine: Engine) => Dialog): void {
  const engine = context.engine();
  const reason = engine ? engine.readOnlyReason : 'The session is still starting; try again in a moment.';
  const dialog = reason !== null || !engine ? message(title, reason ?? '') : build(engine);
  context.store.dispatch({type: 'open', dialog});
}

const confirmOrSay = (context: CommandContext, title: string, prepared: PreparedAction | Problem): Dialog =>
  isProblem(prepared) ? message(title, prepared.problem) : context.confirming.open(prepared);

const formOutcome = (context: CommandContext, prepared: PreparedAction | Problem): FormOutcome =>
  isProblem(prepared) ? prepared : {next: context.confirming.open(prepared)};

/** Marked agents, or the one under the cursor; only in the agents panel. Bound to ids now. */
function selectedAgents(context: CommandContext, engine: Engine): readonly Agent[] {
  const {focus, panels} = context.store.get();
  if (focus !== 'agents') return [];
  const {marks} = panels.agents;
  const cursor = focusedList(context)?.id;
  const ids = marks.size > 0 ? [...marks] : cursor === undefined ? [] : [cursor];
  return ids.flatMap(id => engine.session.picture.agents.get(Number(id)) ?? []);
}

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
    hint: 'System statuses (In-call, Wrap-up, …) cannot be set.',
    options: [...options, {id: OTHER, label: 'another status…'}],
    cursor: 0,
    chosen: null,
    onDone: ([id = OTHER]) => (id === OTHER ? other : choose(id)),
  };
}

/** No status can be called this. */
const OTHER = '\0other';

function setStatus(context: CommandContext): void {
  act(context, 'Change status', engine => {
    const agents = selectedAgents(context, engine);
    if (agents.length === 0) return message('Change status', 'Put the cursor on an agent, or mark some with Space.');
    const [first] = agents;
    const title = agents.length === 1 ? `Change status of ${first?.name}` : `Change status of ${agents.length} agents`;
    return statusChoice(engine, title, status =>
      confirmOrSay(context, title, engine.prepare.agentStatus({agents, teams: []}, status)),
    );
  });
}

const teamOptions = (teams: readonly Team[]): readonly Option[] =>
  teams.map(team => ({
    id: team.name,
    label: team.name,
    note: `${team.members.length} members${team.id === null ? '' : `, id ${team.id}`}`,
  }));

const named = (teams: readonly Team[], names: readonly string[]) => teams.filter(team => names.includes(team.name));

function setTeamStatus(context: CommandContext): void {
  act(context, 'Change status of teams', engine => {
    const teams = engine.teams();
    if (teams.length === 0)
      return message('Change status of teams', 'No teams are known yet: the directory is still read.');
    return {
      kind: 'choice',
      title: 'Change status of teams',
      hint: 'Space marks, Enter takes what is marked',
      options: teamOptions(teams),
      cursor: 0,
      chosen: new Set(),
      onDone: names =>
        statusChoice(engine, `Change status of ${names.join(', ')}`, status =>
          confirmOrSay(
            context,
            'Change status of teams',
            engine.prepare.agentStatus({agents: [], teams: named(teams, names)}, status),
          ),
        ),
    };
  });
}

function forceLogout(context: CommandContext): void {
  act(context, 'Force logout', engine => {
    const agents = selectedAgents(context, engine);
    const teams = engine.teams();
    return {
      kind: 'form',
      title: 'Force logout',
      intro: ['Idle agents leave at once, busy ones after their current call or chat.'],
      fields: [
        {
          id: 'agents',
          label: 'Agents',
          hint: agents.length === 0 ? 'none: mark agents in the Agents panel first' : 'Enter changes the choice',
          type: 'pick',
          options: agents.map(agent => ({id: String(agent.id), label: agent.name, note: `id ${agent.id}`})),
          picked: new Set(agents.map(agent => String(agent.id))),
        },
        {
          id: 'teams',
          label: 'Teams',
          hint: 'Enter opens the list',
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
      focus: agents.length > 0 ? 3 : 2,
      problem: null,
      button: 'Check and confirm',
      onSubmit: values => {
        const picked = new Set(values.picked('agents'));
        const selection = {
          agents: agents.filter(agent => picked.has(String(agent.id))),
          teams: named(teams, values.picked('teams')),
        };
        return formOutcome(context, engine.prepare.forceLogout(selection, values.text('addresses')));
      },
    };
  });
}

/** The chat under the cursor of the watch panel, or null. */
function chatUnderCursor(context: CommandContext): number | null {
  if (context.store.get().focus !== 'watch') return null;
  const id = /^chat\/(\d+)$/.exec(focusedList(context)?.id ?? '')?.[1];
  return id === undefined ? null : Number(id);
}

function escalate(context: CommandContext): void {
  act(context, 'Escalate a chat', engine => ({
    kind: 'form',
    title: 'Escalate a chat from bot to human',
    intro: ['The API has no list of chats: type or paste the id.'],
    fields: [
      {
        id: 'chat',
        label: 'Chat id',
        hint: 'a whole number',
        type: 'text',
        field: textField(String(chatUnderCursor(context) ?? '')),
      },
      {id: 'reason', label: 'Reason', hint: 'why the bot gives up; may be empty', type: 'text', field: textField()},
      {id: 'force', label: 'Force', hint: 'queue even where the queue is closed or full', type: 'toggle', on: false},
    ],
    focus: 0,
    problem: null,
    button: 'Check and confirm',
    onSubmit: values =>
      formOutcome(
        context,
        engine.prepare.escalation({
          chatId: values.text('chat'),
          reason: values.text('reason'),
          force: values.on('force'),
        }),
      ),
  }));
}

/** The channels a turned-away customer can be given; keeping to wait only where the queue is full. */
export function deflectionChoice(context: CommandContext, engine: Engine, chatId: number): Dialog {
  const reason = engine.session.watchList.get('chat', chatId)?.escalation?.deflected ?? null;
  const title = `Chat ${chatId}${reason ? ` was turned away (${reason})` : ''}: which channel?`;
  return {
    kind: 'choice',
    title,
    hint: 'email and external_link also finish the chat',
    options: engine.deflectionChannels.map(channel => ({
      id: channel,
      label: channel,
      ...(channel === 'human_agent' ? {note: 'keep waiting; only when the queue is full'} : {}),
      ...(channel === 'human_agent' && reason === 'after_hours' ? {disabledReason: 'the queue is closed'} : {}),
    })),
    cursor: 0,
    chosen: null,
    onDone: ([id]) => {
      const channel = engine.deflectionChannels.find(one => one === id);
      return channel ? confirmOrSay(context, title, engine.prepare.deflection(chatId, channel)) : null;
    },
  };
}

function deflect(context: CommandContext): void {
  const chatId = chatUnderCursor(context);
  act(context, 'Deflection', engine =>
    chatId === null
      ? message('Deflection', 'Put the cursor on an escalated chat.')
      : deflectionChoice(context, engine, chatId),
  );
}

function follow(context: CommandContext): void {
  const engine = context.engine();
  if (!engine) return;
  const {watchList, clock} = engine.session;
  context.store.dispatch({
    type: 'open',
    dialog: {
      kind: 'form',
      title: 'Follow a chat or job',
      intro: ['Looks at it within the budget until it ends.'],
      fields: [
        {id: 'id', label: 'Id', hint: 'a whole number', type: 'text', field: textField()},
        {id: 'job', label: 'Job', hint: 'on: a logout or status job; off: a chat', type: 'toggle', on: false},
      ],
      focus: 0,
      problem: null,
      button: 'Follow',
      onSubmit: values => {
        const id = values.text('id').trim().replace(/^#/, '');
        if (!/^[1-9]\d{0,14}$/.test(id)) return {problem: 'An id is a whole number, such as 81502.', field: 'id'};
        const kind = values.on('job') ? 'job' : 'chat';
        watchList.follow(kind, Number(id), clock.now());
        return {next: message('Follow a chat or job', `${kind} ${id} is followed in Watch.`)};
      },
    },
  });
}

function forget(context: CommandContext): void {
  const list = context.store.get().focus === 'watch' ? focusedList(context) : null;
  if (list) context.engine()?.session.watchList.forget(list.id);
}

/** What keys do to the tenant, and to what is followed. */
export const ACT_COMMANDS = {
  'set-status': setStatus,
  'set-team-status': setTeamStatus,
  'force-logout': forceLogout,
  escalate,
  deflect,
  follow,
  forget,
} satisfies Record<string, (context: CommandContext) => void>;
