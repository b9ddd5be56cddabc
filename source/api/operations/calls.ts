import {z} from 'zod';
import {choice, either, email, fields, language, moment, phone, text, whole} from '../fields.js';
import {idNumber, maybe} from '../lenient.js';
import {operation} from '../operation.js';
import {customerFlagFields, customerFlags} from './customer-flags.js';
import {endUserFields} from './session-end-user.js';

/**
 * One call, as far as it is read: a created call tells its id and status; one that the agent must finish (202) echoes
 * the request and has neither.
 */
export const callRecord = z.object({
  id: maybe(idNumber),
  status: maybe(z.string()),
  call_type: maybe(z.string()),
  lang: maybe(z.string()),
  created_at: maybe(z.string()),
  scheduled_at: maybe(z.string()),
});
export type CallRecord = z.output<typeof callRecord>;

const PAGE = 'Call endpoints, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-call';

const shared = {
  group: 'Calls Endpoints',
  method: 'POST',
  path: '/calls',
  class: 'write',
  repeat: 'never',
  confidence: 'documented',
  source: PAGE,
  answer: callRecord,
} as const;

const OUTBOUND = ['Voice Outbound (API)', 'OutboundCall'] as const;
const INBOUND = ['Voice Inbound (API)', 'IncomingCall'] as const;
const SCHEDULED = ['Voice Scheduled (API)', 'ScheduledCall'] as const;
const PERMISSIONS = [
  'recording_permission_not_asked',
  'recording_permission_denied',
  'recording_permission_granted',
] as const;

const callType = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  choice(words, 'kind of call; the second is an old alias').default(words[0] as Words[number]);
const lang = language('language of the call', {usual: 'en'}).optional();
const callerId = phone('number that is shown to the customer', {usual: "the tenant's own"}).optional();
const ticket = text('record of the CRM whose contact is called; goes before the number', {example: '84410'});
const number = phone('number to call');
const anyMenu = either(whole('queue'), text('queue'), {
  help: 'queue whose settings count for the call',
  words: 'an id, as a number or as text',
  kind: 'text',
  pick: 'queue',
}).optional();
const permission = choice(PERMISSIONS, 'whether the customer agreed to be recorded, where the queue asks', {
  usual: PERMISSIONS[0],
}).optional();

/** Has an agent dial a number. */
export const createOutboundCallByNumber = operation({
  ...shared,
  id: 'createOutboundCallByNumber',
  title: 'Call a number',
  help: 'Has an agent call a phone number. The agent may have to finish it in the agent adapter.',
  contacts: 'end_user_number',
  body: fields({
    call_type: callType(OUTBOUND),
    agent_email: email('agent who makes the call', {pick: 'agent-email'}),
    end_user_number: number,
    menu_id: anyMenu,
    ticket_id: ticket.optional(),
    outbound_number: callerId,
    lang,
  }),
});

/** Has an agent dial the contact of a CRM record. */
export const createOutboundCallByTicket = operation({
  ...shared,
  id: 'createOutboundCallByTicket',
  title: 'Call the contact of a ticket',
  help: 'Has an agent call whoever a record of the CRM belongs to. The agent may have to finish it in the agent adapter.',
  body: fields({
    call_type: callType(OUTBOUND),
    agent_email: email('agent who makes the call', {pick: 'agent-email'}),
    ticket_id: ticket,
    menu_id: anyMenu,
    end_user_number: number.optional(),
    outbound_number: callerId,
    lang,
  }),
});

/** Queues a call-back. */
export const createIncomingCall = operation({
  ...shared,
  id: 'createIncomingCall',
  title: 'Queue a call-back',
  help: 'Puts a call-back into a queue; it is treated like a customer who has called.',
  contacts: 'end_user_number',
  body: fields({
    call_type: callType(INBOUND),
    menu_id: whole('queue that the call belongs to', {pick: 'queue'}),
    end_user_number: number,
    ticket_id: ticket.optional(),
    outbound_number: callerId,
    lang,
    recording_permission: permission,
  }),
});

/** Books a call for later. */
export const createScheduledCall = operation({
  ...shared,
  id: 'createScheduledCall',
  title: 'Schedule a call',
  help: 'Books a call for a moment in the future, in a mobile or web queue.',
  contacts: 'end_user_number',
  body: fields({
    call_type: callType(SCHEDULED),
    menu_id: whole('mobile or web queue', {pick: 'queue'}),
    end_user_number: number,
    scheduled_at: moment('when to call', {future: true}),
    call_id: whole('earlier call that this one follows', {pick: 'call'}).optional(),
    ticket_id: ticket.optional(),
    lang,
    recording_permission: permission,
  }),
});

/** Corrects who the customer of a call is. */
export const updateCallEndUser = operation({
  ...shared,
  id: 'updateCallEndUser',
  title: 'Set the end user of a call',
  help: 'Says who the customer of a live call is, and corrects the record in the CRM. Done in the background.',
  path: '/calls/{call_id}/end_user',
  source:
    'Mid-session authentication, docs.cloud.google.com/contact-center/ccai-platform/docs/mid-session-authentication-apps-api',
  params: fields({call_id: whole('the live call', {pick: 'call'})}),
  body: endUserFields,
  answer: z.unknown(),
});

const flagShape = {
  path: '/calls/{id}/customer_flag',
  params: fields({id: whole('call', {pick: 'call'})}),
  answer: customerFlags,
} as const;

/** Sets the flags of a call. */
export const setCallCustomerFlags = operation({
  ...shared,
  ...flagShape,
  id: 'setCallCustomerFlags',
  title: 'Set customer flags of a call',
  help: "Sets what is known of a caller's standing.",
  confidence: 'inferred',
  alternatives: ['PUT /calls/{id}/customer_flag'],
  body: customerFlagFields,
});

/** Changes some flags of a call. */
export const updateCallCustomerFlags = operation({
  ...shared,
  ...flagShape,
  id: 'updateCallCustomerFlags',
  title: 'Change customer flags of a call',
  help: "Changes some of what is known of a caller's standing.",
  method: 'PATCH',
  body: customerFlagFields,
});

/** Reads the flags of a call. */
export const getCallCustomerFlags = operation({
  ...shared,
  ...flagShape,
  id: 'getCallCustomerFlags',
  title: 'Get customer flags of a call',
  help: "What is known of a caller's standing.",
  method: 'GET',
  class: 'read',
  repeat: 'safe',
});

/** In the order of the API collection. */
export const callOperations = [
  createOutboundCallByNumber,
  createOutboundCallByTicket,
  createIncomingCall,
  createScheduledCall,
  updateCallEndUser,
  setCallCustomerFlags,
  updateCallCustomerFlags,
  getCallCustomerFlags,
];
