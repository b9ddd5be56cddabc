import type {ChatMedia, UploadTarget} from '../../api/operations/chat-media.js';
import {homePath} from '../../lib/home-path.js';
import type {WorkHost} from '../../view/work-view.js';
import type {WorkDesk} from '../work-desk.js';
import {askForm, textInput} from '../work-forms.js';
import type {WorkTools} from '../work-tools.js';
import {checkMediaFile, type MediaKind} from './media-file.js';

const OPERATIONS = {
  photo: {target: 'createChatPhotoUpload', add: 'addChatPhotos'},
  video: {target: 'createChatVideoUpload', add: 'addChatVideo'},
} as const;

/** A photo or video on its way into a chat. */
export type MediaSending<S extends object> = {
  readonly tools: WorkTools;
  readonly host: WorkHost;
  readonly desk: WorkDesk<S>;
  readonly chat: number;
  readonly kind: MediaKind;
  /** Hears the media id once the chat has it. */
  readonly onAdded: (mediaId: number, path: string) => void;
};

/**
 * A photo or video by the documented steps: a target is asked for, the file goes to it, its key is added to the chat.
 * Each request is agreed to; the host that the file goes to is shown before.
 */
export function sendMedia<S extends object>(sending: MediaSending<S>): void {
  const {tools, host, desk, chat, kind} = sending;
  host.open(
    askForm(
      `Send a ${kind}`,
      'It is looked at here, then the tenant is asked where it is to go; you see that before it is sent.',
      [textInput('file', kind === 'photo' ? 'a JPEG of at most 2 MB' : 'an MP4 of at most 20 MB', {isFile: true})],
      'Check and ask for a target',
      ([given = '']) => {
        const path = homePath(given, tools.home);
        void desk.during(`Looking at ${given}`, async () => {
          const bytes = await checkMediaFile(kind, path);
          let target: UploadTarget | null = null;
          host.confirm(
            OPERATIONS[kind].target,
            {params: {chat_id: chat}},
            {
              facts: [
                `Asks where ${given} (${bytes} bytes) is to be uploaded; nothing of it is sent yet.`,
                'Then, each asked for: the file goes there, it is added to the chat, a message names it.',
              ],
              onAnswer: data => {
                target = (data as UploadTarget | undefined) ?? null;
              },
              onEnd: () => (target ? askToSend(sending, path, target) : desk.fail('The tenant told no target.')),
            },
          );
        });
      },
    ),
  );
}

/** The second question: to whom the file goes, once it is known that it may go there. */
function askToSend<S extends object>(sending: MediaSending<S>, path: string, target: UploadTarget): void {
  const {tools, host, desk} = sending;
  void desk.during('Looking at the target', async () => {
    const {url, address} = await tools.uploads.place(target.url);
    host.open({
      kind: 'choice',
      title: `Send ${path} to ${url.host}?`,
      hint: `At ${address.address}. Without credentials, once. The target is good for 5 minutes.`,
      options: [
        {id: 'cancel', label: 'Cancel'},
        {id: 'send', label: 'Send the file'},
      ],
      cursor: 0,
      chosen: null,
      onDone: ([id]) => {
        if (id === 'send') void upload(sending, path, target);
        return null;
      },
    });
  });
}

async function upload<S extends object>(sending: MediaSending<S>, path: string, target: UploadTarget): Promise<void> {
  const {tools, host, desk, chat, kind, onAdded} = sending;
  await desk.during(`Uploading ${path}`, async signal => {
    await tools.uploads.send({target, path}, signal);
    const key = target.fields['key'];
    if (key === undefined)
      throw new Error('The target named no key: the file is there, and cannot be added to the chat.');
    let added: ChatMedia | undefined;
    const body = kind === 'photo' ? {photo: [{s3_path: key, photo_type: 'photo'}]} : {video: {s3_path: key}};
    host.confirm(
      OPERATIONS[kind].add,
      {params: {chat_id: chat}, body},
      {
        facts: [`${path} was uploaded; this adds it to the chat.`],
        onAnswer: data => {
          [added] = (data ?? []) as readonly ChatMedia[];
        },
        onEnd: () => (added ? onAdded(added.media_id, path) : desk.fail('The tenant told no media id.')),
      },
    );
  });
}
