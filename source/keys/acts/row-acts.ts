import {parseChatId} from '../../actions/parse-chat-id.js';
import {textField} from '../../view/text-field.js';
import {type Act, always} from '../act.js';
import {focusedList} from '../list-commands.js';
import {selectedIds} from '../selected-rows.js';

/** Everything that can be followed by its id. */
const KINDS = [
  {id: 'chat', label: 'a chat'},
  {id: 'job', label: 'a logout or status job'},
  {id: 'bulk-users', label: 'a bulk user job'},
  {id: 'campaign-import', label: 'an import into a campaign'},
] as const;

/** Follows a chat or job until it ends. */
export const followAct: Act = {
  panels: null,
  writes: false,
  whyNot: always,
  start: (context, engine) => ({
    kind: 'form',
    title: 'Follow a chat or job',
    intro: ['Looks at it within the request budget until it ends.'],
    fields: [
      {id: 'id', label: 'Id', hint: 'a whole number, such as 81502', required: true, type: 'text', field: textField()},
      {
        id: 'kind',
        label: 'What',
        hint: 'Space or Right chooses',
        required: true,
        type: 'choice',
        options: KINDS,
        chosen: 'chat',
      },
      {id: 'campaign', label: 'Campaign', hint: 'of an import: its id', type: 'text', field: textField()},
    ],
    focus: 0,
    problem: null,
    button: 'Follow',
    isQuick: true,
    onSubmit: values => {
      const id = parseChatId(values.text('id'));
      if (id === null) return {problem: 'An id is a whole number, such as 81502.', field: 'id'};
      const {watchList, clock} = engine.session;
      const kind = KINDS.find(one => one.id === values.text('kind'))?.id ?? 'chat';
      const campaign = kind === 'campaign-import' ? parseChatId(values.text('campaign')) : null;
      if (kind === 'campaign-import' && campaign === null) {
        return {problem: 'takes the id of the campaign, a whole number', field: 'campaign'};
      }
      watchList.follow(kind, id, clock.now(), campaign);
      context.notice(`Following ${kind} ${id}`);
      return {next: null};
    },
  }),
};

/** Stops following what is under the cursor. */
export const forgetAct: Act = {
  panels: ['watch'],
  writes: false,
  whyNot: context => (focusedList(context) ? null : 'Nothing is followed.'),
  start: (context, engine) => {
    const id = focusedList(context)?.id;
    if (id !== undefined) engine.session.watchList.forget(id);
    return null;
  },
};

/** Ids as they may go to a terminal: digits, with what stands before them in a row's key taken off. */
const idOf = (rowId: string): string | null => /^(?:[\w-]+\/)?(\d{1,15})$/.exec(rowId)?.[1] ?? null;

/** Copies the ids of the marked rows, or of the one under the cursor, to the clipboard of whoever sits at the terminal. */
export const copyAct: Act = {
  panels: ['queues', 'agents', 'presence', 'watch'],
  writes: false,
  whyNot: context => (selectedIds(context).some(id => idOf(id) !== null) ? null : 'This row has no id.'),
  start: context => {
    const ids = selectedIds(context).flatMap(id => idOf(id) ?? []);
    context.copy(ids.join(' '));
    context.notice(ids.length === 1 ? `Copied ${ids[0]}` : `Copied ${ids.length} ids`);
    return null;
  },
};
