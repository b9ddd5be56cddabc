import {channelToFinish} from '../../actions/channel-to-finish.js';
import type {Engine} from '../../engine.js';
import type {Dialog} from '../../view/dialog.js';
import {textField} from '../../view/text-field.js';
import {topDialog} from '../../view/view-state.js';
import {type Act, always} from '../act.js';
import type {CommandContext} from '../command-context.js';
import {confirmOrSay, formOutcome} from '../prepared-dialog.js';
import {chatUnderCursor} from '../selected-rows.js';

/** Moves a chat from the virtual agent to a human queue. */
export const escalateAct: Act = {
  panels: null,
  writes: true,
  whyNot: always,
  start: (context, engine) => escalationForm(context, engine),
};

/** What the chat is, is looked up as soon as its id is there: so that a mistyped one is told early. */
function escalationForm(context: CommandContext, engine: Engine): Dialog {
  const title = 'Escalate a chat from bot to human';
  const lookup = engine.lookUpChats(() => {
    const form = topDialog(context.store.get());
    if (form?.kind === 'form' && form.title === title) context.store.dispatch({type: 'replace', dialog: {...form}});
  });
  return {
    kind: 'form',
    title,
    intro: ['The API has no list of chats: type or paste the id.'],
    fields: [
      {
        id: 'chat',
        label: 'Chat id',
        hint: 'a whole number, such as 81502',
        type: 'text',
        field: textField(String(chatUnderCursor(context) ?? '')),
      },
      {id: 'reason', label: 'Reason', hint: 'why the bot gives up; may be empty', type: 'text', field: textField()},
      {id: 'force', label: 'Force', hint: 'queue even where the queue is closed or full', type: 'toggle', on: false},
    ],
    focus: 0,
    problem: null,
    button: 'Check and confirm',
    onLeave: (field, values) => {
      if (field === 'chat') lookup.look(values.text('chat'));
    },
    onClose: () => lookup.close(),
    preview: values => lookup.words(values.text('chat')),
    onSubmit: values =>
      formOutcome(
        context,
        engine.prepare.escalation({
          chatId: values.text('chat'),
          reason: values.text('reason'),
          force: values.on('force'),
          facts: lookup.facts(values.text('chat')),
        }),
      ),
  };
}

const CHANNEL_NOTES = {
  human_agent: 'keeps waiting; only where the queue is full',
  virtual_agent: 'stays with the virtual agent',
  email: 'also finishes the chat',
  external_link: 'also finishes the chat',
} as const;

/** The channels a turned-away customer can be given; keeping to wait only where the queue is full. */
export function deflectionChoice(context: CommandContext, engine: Engine, chatId: number): Dialog {
  const reason = engine.session.watchList.get('chat', chatId)?.escalation?.deflected ?? null;
  const title = `Chat ${chatId}${reason ? ` was turned away (${reason})` : ''}: which channel?`;
  return {
    kind: 'choice',
    title,
    hint: 'The customer goes on by this channel.',
    options: engine.deflectionChannels.map(channel => ({
      id: channel,
      label: channel,
      note: CHANNEL_NOTES[channel],
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

/** Chooses the channel of a chat whose escalation was turned away. */
export const deflectAct: Act = {
  panels: ['watch'],
  writes: true,
  whyNot: (context, engine) => {
    const chatId = chatUnderCursor(context);
    if (chatId === null) return 'Put the cursor on an escalated chat.';
    const watched = engine.session.watchList.get('chat', chatId);
    const escalation = watched?.escalation;
    if (!escalation?.id) return `No escalation of chat ${chatId} is known: escalate it from here first.`;
    return escalation.channel && !channelToFinish(watched)
      ? `Chat ${chatId} was given ${escalation.channel} already.`
      : null;
  },
  start: (context, engine) => {
    const chatId = chatUnderCursor(context);
    if (chatId === null) return null;
    const channel = channelToFinish(engine.session.watchList.get('chat', chatId));
    if (!channel) return deflectionChoice(context, engine, chatId);
    return confirmOrSay(context, `Finish chat ${chatId}`, engine.prepare.deflection(chatId, channel));
  },
};
