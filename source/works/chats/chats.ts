import {parseChatId} from '../../actions/parse-chat-id.js';
import type {ChatRecord, ChatTranscript} from '../../api/operations/chats.js';
import type {OpenWork, WorkAct, WorkHost, WorkLine, WorkView} from '../../view/work-view.js';
import {askRead} from '../operation-by-name.js';
import {act, WorkDesk} from '../work-desk.js';
import {askForm, idCheck, textInput} from '../work-forms.js';
import type {WorkTools} from '../work-tools.js';
import {sendMedia} from './chat-media.js';
import {countTold, messageRows, type SentMessage} from './chat-messages.js';
import {askCustomData} from './custom-data.js';

/** What is known of the open chat. */
export type ChatState = {
  readonly chat: number | null;
  readonly record: ChatRecord | null;
  readonly transcript: ChatTranscript | null;
  readonly sent: readonly SentMessage[];
};

/** One chat followed by its id: what it is, what is said in it, and everything that the API can do to it. */
export const chatsView = (tools: WorkTools): WorkView => ({
  id: 'chats',
  title: 'Chats',
  help: 'follows one chat: messages, photos, videos, custom data, flags, escalation',
  open: host => openChats(tools, host),
});

function openChats(tools: WorkTools, host: WorkHost): OpenWork {
  const {watchList, clock} = tools.session;
  const followed = watchList.all.find(({kind, ended}) => kind === 'chat' && !ended);
  const desk = new WorkDesk<ChatState>(host, {chat: null, record: null, transcript: null, sent: []});
  const stop = watchList.onChange(host.changed);
  host.signal.addEventListener('abort', stop, {once: true});

  const read = (): Promise<void> =>
    desk.during('Asking for the chat', async signal => {
      const {chat} = desk.state;
      const record = await askRead(tools, 'getChat', {params: {id: chat}}, {signal});
      if (desk.state.chat === chat) desk.set({record: (record.data ?? null) as ChatRecord | null});
      const told = await askRead(tools, 'getChatTranscript', {params: {id: chat}}, {signal});
      if (desk.state.chat !== chat) return;
      const transcript = (told.data ?? null) as ChatTranscript | null;
      desk.set({transcript, sent: desk.state.sent.filter(one => countTold(transcript, one) <= one.before)});
    });
  const again = (): void => void read();
  const open = (chat: number): void => {
    watchList.follow('chat', chat, clock.now());
    desk.set({chat, record: null, transcript: null, sent: []});
    again();
  };
  const choose = (): void =>
    host.open(
      askForm(
        'Chat',
        'It is followed in Watch from now on.',
        [textInput('id', 'a whole number, such as 81502', {value: String(followed?.id ?? '')})],
        'Open',
        ([id = '']) => open(parseChatId(id) ?? 0),
        ([id = '']) =>
          parseChatId(id) === null ? {field: 'id', problem: 'takes a whole number, such as 81502'} : null,
      ),
    );
  const noteSent = (chat: number, kind: string, text: string): void => {
    if (desk.state.chat !== chat) return;
    const before = countTold(desk.state.transcript, {kind, text});
    desk.set({sent: [...desk.state.sent, {at: clock.wall(), kind, text, before}]});
  };
  const message = (chat: number, type: string, content: unknown, shown: string): void => {
    const from = desk.state.chat === chat ? desk.state.record?.end_user?.id : null;
    const put = (user: number): void =>
      host.confirm(
        'sendChatMessage',
        {params: {id: chat}, body: {from_user_id: user, message: {type, content}}},
        {facts: ['It is written in the name of the customer.'], onEnd: () => noteSent(chat, type, shown)},
      );
    if (from) put(from);
    else askUser(host, put);
  };
  const write = (chat: number): void =>
    host.open(
      askForm(
        'Message',
        "Written in the customer's name: the API has no messages of agents.",
        [textInput('text', 'what is said')],
        'Check and confirm',
        ([text = '']) => message(chat, 'text', text, text),
      ),
    );
  const media = (chat: number, kind: 'photo' | 'video'): void =>
    sendMedia({
      tools,
      host,
      desk,
      chat,
      kind,
      onAdded: (id, path) => message(chat, kind, {media_id: id}, path),
    });
  const escalate = (): void =>
    host.open(
      askForm(
        'Escalate to a human',
        'From the virtual agent to the queue of people.',
        [
          textInput('reason', 'why; may be empty', {isOptional: true}),
          textInput('force', 'yes: queue it even where the queue is closed or full', {isOptional: true}),
        ],
        'Check and confirm',
        ([reason = '', force = '']) => {
          const chatId = String(desk.state.chat);
          host.confirmAction(tools.prepare.escalation({chatId, reason, force: force === 'yes'}));
        },
        ([, force = '']) =>
          force === '' || force === 'yes' ? null : {field: 'force', problem: 'takes yes or nothing'},
      ),
    );

  const acts = (): readonly WorkAct[] => {
    const none = desk.state.chat === null ? 'Say which chat first, with o.' : null;
    const chat = desk.state.chat ?? 0;
    const id = String(chat);
    const finish = {params: {id: chat}, body: {chat: {status: 'finished'}}};
    return [
      act('o', 'chat', choose),
      act('r', 'read again', again, none),
      act('m', 'message', () => write(chat), none),
      act('p', 'photo', () => media(chat, 'photo'), none),
      act('v', 'video', () => media(chat, 'video'), none),
      act('c', 'custom data', () => askCustomData(tools, host, desk, chat), none),
      act('f', 'flags', () => host.form('setChatCustomerFlags', {'params id': id}, again), none),
      act('u', 'end user', () => host.form('updateChatEndUser', {'params chat_id': id}, again), none),
      act('R', 'resume', () => host.confirm('resumeChat', {params: {id: chat}}, {onEnd: again}), none),
      act('e', 'escalate', escalate, none),
      act('x', 'finish', () => host.confirm('updateChat', finish, {onEnd: again}), none),
      act('y', 'copy text', row => row && host.copy(row.cells[2] ?? ''), none),
    ];
  };
  if (followed) open(followed.id);
  return {
    screen: () => ({
      head: [...headLines(tools, desk.state), ...desk.lines()],
      columns: ['time', 'who', 'message'],
      rows: messageRows(desk.state.transcript, desk.state.sent),
      empty: desk.state.chat === null ? 'o opens a chat by its id.' : 'No messages are told.',
      acts: acts(),
    }),
  };
}

/** Who the customer is, where the chat does not tell. */
const askUser = (host: WorkHost, put: (user: number) => void): void =>
  host.open(
    askForm(
      'Who writes',
      'The chat does not tell its end user.',
      [textInput('end user', 'the id of the end user, a whole number')],
      'Go on',
      ([id]) => put(Number(id)),
      idCheck('end user'),
    ),
  );

function headLines({session}: WorkTools, {chat, record}: ChatState): readonly WorkLine[] {
  if (chat === null) return [{text: 'No chat is open.', tone: 'dim'}];
  const watched = session.watchList.get('chat', chat);
  const status = watched?.status ?? record?.status ?? 'not told yet';
  const deflected = watched?.escalation?.deflected ?? record?.deflection_reason;
  const facts = [
    record?.agent?.name ? `agent ${record.agent.name}` : '',
    record?.virtual_agent?.name ? `virtual agent ${record.virtual_agent.name}` : '',
    record?.menus?.length ? `queue ${record.menus.map(({name}) => name).join(' / ')}` : '',
    record?.lang ? `language ${record.lang}` : '',
    record?.end_user?.id ? `end user ${record.end_user.id}` : '',
  ];
  return [
    {text: `Chat ${chat}: ${status}`, tone: 'title'},
    {text: facts.filter(Boolean).join(', ')},
    ...(watched?.problem ? [{text: watched.problem, tone: 'bad' as const}] : []),
    ...(deflected
      ? [{text: `Turned away: ${deflected}. Choose a channel with d in Watch.`, tone: 'warn' as const}]
      : []),
  ];
}
