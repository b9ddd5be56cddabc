import {z} from 'zod';
import {fields, text} from '../fields.js';
import {operation} from '../operation.js';

/** Ends a session in which an agent sees the customer's page. */
export const endCobrowseSession = operation({
  id: 'endCobrowseSession',
  group: 'Additional (not in the seed)',
  title: 'End co-browse session',
  help: "Ends a session in which an agent sees the customer's page.",
  method: 'POST',
  path: '/cobrowse_sessions/{ext_session_id}/end',
  class: 'dangerous',
  repeat: 'never',
  confidence: 'documented',
  source: 'Co-browse, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-cobrowse',
  params: fields({ext_session_id: text('session, by its outside id', {most: 200, example: 'cobrowse-4711'})}),
  answer: z.unknown(),
});
