import {z} from 'zod';
import {choice, fields, group, list, text, whole} from '../fields.js';
import {idNumber, listOf, maybe} from '../lenient.js';
import {operation} from '../operation.js';

/** A photo or video of a chat; `media_id` is what a message names. */
export const chatMedia = z.object({media_id: idNumber, url: maybe(z.string())});
export type ChatMedia = z.output<typeof chatMedia>;

/** Where a file is to be uploaded, as a form with every one of `fields`, within 5 minutes. */
export const uploadTarget = z.object({url: z.string(), fields: z.record(z.string(), z.string())});
export type UploadTarget = z.output<typeof uploadTarget>;

const PAGE = 'Chat endpoints, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-chat';
const shared = {
  group: 'Chats',
  class: 'write',
  repeat: 'never',
  confidence: 'documented',
  source: PAGE,
  params: fields({chat_id: whole('chat', {pick: 'chat'})}),
} as const;
const read = {...shared, method: 'GET', class: 'read', repeat: 'safe', confidence: 'inferred'} as const;
const key = text('key of the upload, as its target told it', {example: 'uploads/4711.jpg'});
/** The sources show an array and an object. */
const oneOrMore = z.union([listOf(chatMedia), chatMedia.transform(one => [one])]);

/** Attaches photos. */
export const addChatPhotos = operation({
  ...shared,
  id: 'addChatPhotos',
  title: 'Add photos to a chat',
  help: 'Attaches photos that were uploaded. Each gets a media id, which a message then names.',
  method: 'POST',
  path: '/chats/{chat_id}/photos',
  body: fields({
    photo: list(
      group({s3_path: key, photo_type: choice(['photo', 'screenshot'], 'what it is')}, 'a photo'),
      'the photos',
      {least: 1},
    ),
  }),
  answer: oneOrMore,
});

/** Photos of a chat. */
export const listChatPhotos = operation({
  ...read,
  id: 'listChatPhotos',
  title: 'List photos of a chat',
  help: 'The photos of a chat, with their addresses.',
  path: '/chats/{chat_id}/photos',
  answer: listOf(chatMedia),
});

/** Where to upload a photo. */
export const createChatPhotoUpload = operation({
  ...shared,
  id: 'createChatPhotoUpload',
  title: 'Get photo upload target',
  help: 'An address that takes one JPEG of at most 2 MB within 5 minutes.',
  method: 'POST',
  path: '/chats/{chat_id}/photos/upload',
  answer: uploadTarget,
});

/** Attaches a video. */
export const addChatVideo = operation({
  ...shared,
  id: 'addChatVideo',
  title: 'Add a video to a chat',
  help: 'Attaches a video that was uploaded. It gets a media id, which a message then names.',
  method: 'POST',
  path: '/chats/{chat_id}/videos',
  body: fields({video: group({s3_path: key}, 'the video')}),
  answer: oneOrMore,
});

/** Videos of a chat. */
export const listChatVideos = operation({
  ...read,
  id: 'listChatVideos',
  title: 'List videos of a chat',
  help: 'The videos of a chat, with their addresses.',
  path: '/chats/{chat_id}/videos',
  answer: listOf(chatMedia),
});

/** Where to upload a video. */
export const createChatVideoUpload = operation({
  ...shared,
  id: 'createChatVideoUpload',
  title: 'Get video upload target',
  help: 'An address that takes one MP4 of at most 20 MB within 5 minutes.',
  method: 'POST',
  path: '/chats/{chat_id}/videos/upload',
  answer: uploadTarget,
});

/** A photo or video itself. */
export const getChatMedia = operation({
  ...shared,
  id: 'getChatMedia',
  group: 'Additional (not in the seed)',
  title: 'Download media of a chat',
  help: 'Downloads a photo or video of a chat.',
  method: 'GET',
  path: '/chats/{id}/media/{media_id}',
  class: 'read',
  repeat: 'safe',
  answers: 'file',
  params: fields({id: whole('chat', {pick: 'chat'}), media_id: whole('photo or video')}),
  answer: z.unknown(),
});

/** In the order of the API collection. */
export const chatMediaOperations = [
  addChatPhotos,
  listChatPhotos,
  createChatPhotoUpload,
  addChatVideo,
  listChatVideos,
  createChatVideoUpload,
];
