import {Readable} from 'node:stream';
import {
  addChatPhotos,
  addChatVideo,
  createChatPhotoUpload,
  createChatVideoUpload,
  getChatMedia,
  listChatPhotos,
  listChatVideos,
} from '../../../api/operations/chat-media.js';
import {MEDIA_RULES, type Media, type MediaKind} from '../../media/media-store.js';
import type {TenantState} from '../../tenant-state.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest, route} from '../route.js';
import {STORAGE_ROOT} from '../storage.js';
import {chatOf} from './chat-record.js';

type At = Pick<RouteRequest, 'params' | 'url'>;

/** Photos and videos of chats: uploaded to the storage, then made part of the chat. */
export const chatMediaRoutes = (state: TenantState): readonly Route[] => [
  route(createChatPhotoUpload, request => offer(state, request, 'photo')),
  route(createChatVideoUpload, request => offer(state, request, 'video')),
  route(addChatPhotos, request => {
    const keys = request.body.photo.map(({s3_path: key}) => key);
    return ok(keys.map(key => attach(state, request, 'photo', key)));
  }),
  route(addChatVideo, request => ok(attach(state, request, 'video', request.body.video.s3_path))),
  route(listChatPhotos, request => list(state, request, 'photo')),
  route(listChatVideos, request => list(state, request, 'video')),
  route(getChatMedia, request => download(state, request)),
];

function offer(state: TenantState, request: At, kind: MediaKind): Answer {
  const chat = chatOf(state, request, 'chat_id');
  const {key, policy} = state.media.offer(chat.id, kind, state.now());
  const url = new URL(`${STORAGE_ROOT}chat-media`, request.url).href;
  return ok({url, fields: {key, policy, 'content-type': MEDIA_RULES[kind].type}});
}

function attach(state: TenantState, request: At, kind: MediaKind, key: string): unknown {
  const chat = chatOf(state, request, 'chat_id');
  const media = state.media.attach(chat.id, kind, key);
  if (media === undefined) throw badRequest(`No ${kind} was uploaded under ${key.slice(0, 200)}`);
  return recordOf(request, media);
}

function list(state: TenantState, request: At, kind: MediaKind): Answer {
  const chat = chatOf(state, request, 'chat_id');
  return ok(state.media.list(chat.id, kind).map(media => recordOf(request, media)));
}

/** The address is the one at which the API itself gives the file out. */
const recordOf = ({url}: At, {id, chatId}: Media): Readonly<Record<string, unknown>> => ({
  media_id: id,
  url: url.replace(/\/chats\/.*$/, `/chats/${chatId}/media/${id}`),
});

function download(state: TenantState, request: At): Answer {
  const chat = chatOf(state, request, 'id');
  const media = state.media.find(chat.id, Number(request.params['media_id']));
  if (media === undefined) throw notFound(`Media ${request.params['media_id']} not found`);
  const {type, ending} = MEDIA_RULES[media.kind];
  const {content} = media;
  return {
    status: 200,
    file: {type, name: `${media.id}.${ending}`, bytes: content.length, open: () => Readable.from([content])},
  };
}
