import {z} from 'zod';
import {choice, email, fields, phone, text, whole} from '../fields.js';
import {idNumber, maybe} from '../lenient.js';
import {operation} from '../operation.js';

const smsRecord = z.object({id: maybe(idNumber), status: maybe(z.string()), chat_type: maybe(z.string())});

/** Begins a text-message session. */
export const createOutboundSms = operation({
  id: 'createOutboundSms',
  group: 'SMS',
  title: 'Send a text message',
  help: 'Opens a session by text message with its first message.',
  method: 'POST',
  path: '/sms',
  class: 'write',
  repeat: 'never',
  confidence: 'documented',
  source: 'SMS endpoints, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-sms',
  contacts: 'end_user_number',
  body: fields({
    chat_type: choice(['Messaging (SMS)', 'Messaging (API)', 'SMS'], 'kind of session; sources name all three').default(
      'Messaging (SMS)',
    ),
    end_user_number: phone('who gets the message'),
    outbound_number: phone("sender: one of the tenant's own SMS numbers"),
    message: text('the text', {personal: true, example: 'Your order is ready.'}),
    ticket_id: text('record of the CRM to link').optional(),
    agentId: whole('agent who gets the session', {pick: 'agent'}).optional(),
    agentEmail: email('the same, by address', {pick: 'agent-email'}).optional(),
  }),
  answer: smsRecord,
});

/** In the order of the API collection. */
export const smsOperations = [createOutboundSms];
