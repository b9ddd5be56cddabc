import {createOutboundSms} from '../../../api/operations/sms.js';
import type {FloorAgent} from '../../floor/floor-agent.js';
import {SMS_NUMBERS} from '../../floor/phone-book.js';
import {phoneNumberOf, printedNumber} from '../../phone-number.js';
import type {SmsSession} from '../../sms-book.js';
import {isoOf, type TenantState} from '../../tenant-state.js';
import {badRequest} from '../refusal.js';
import {ok, type Route, route} from '../route.js';
import {isMissing, type Sent} from './call-checks.js';
import {agentInfoOf} from './menu-record.js';

const TYPES = ['Messaging (API)', 'Messaging (SMS)', 'SMS'];
const FIRST_PARTICIPANT_ID = 30_000;

/** Begin a conversation by text messages. */
export const smsRoutes = (state: TenantState): readonly Route[] => [
  route(createOutboundSms, ({sent}) => ok(smsRecordOf(state, begin(state, sent as Sent))), {
    before: sent => refuse(state, sent),
  }),
];

function refuse({sms, floor}: TenantState, sent: Sent): void {
  const {chat_type: type, end_user_number: number, outbound_number: from, message} = sent;
  if (isMissing(type)) throw badRequest('chat_type needs to be provided');
  if (!TYPES.includes(String(type))) throw badRequest('valid chat type needs to be provided');
  if (isMissing(number)) throw badRequest('end_user_number is required');
  const customer = phoneNumberOf(number);
  if (customer === undefined) throw badRequest('end_user_number is invalid');
  if (!customer.isUs) throw badRequest('Non-US phone number not allowed');
  if (isMissing(from)) throw badRequest('outbound_number is required');
  const own = phoneNumberOf(from);
  if (own === undefined) throw badRequest('outbound_number is invalid');
  if (!SMS_NUMBERS.includes(own.e164)) throw badRequest('outbound_number is not found');
  if (isMissing(message)) throw badRequest('message is required');
  if (sms.isActive(customer.e164, floor.now())) {
    throw badRequest('Outbound SMS failed. Consumer is already in an active SMS session.');
  }
}

function begin(state: TenantState, sent: Sent): SmsSession {
  const number = phoneNumberOf(sent['end_user_number'])?.e164 ?? '';
  const {ticket_id: ticketId} = sent;
  return state.sms.begin({
    chatType: String(sent['chat_type']),
    createdAt: state.floor.now(),
    endUser: state.endUsers.upsert(number, {phone: number}),
    number,
    outboundNumber: phoneNumberOf(sent['outbound_number'])?.e164 ?? '',
    message: String(sent['message']),
    ticketId: isMissing(ticketId) ? null : String(ticketId),
    agent: agentOf(state, sent),
  });
}

function agentOf({floor}: TenantState, {agentId, agentEmail}: Sent): FloorAgent | null {
  if (isMissing(agentId) && isMissing(agentEmail)) return null;
  const agent = isMissing(agentId)
    ? floor.agents.find(({email}) => email === String(agentEmail).toLowerCase())
    : floor.agentById(Number(agentId));
  if (agent === undefined || agent.deactivatedAt !== null) throw badRequest('Not a valid agent');
  return agent;
}

const smsRecordOf = (state: TenantState, session: SmsSession): Readonly<Record<string, unknown>> => ({
  id: session.id,
  lang: 'en',
  chat_type: session.chatType,
  status: session.agent === null ? 'selecting' : 'assigned',
  created_at: isoOf(state, session.createdAt),
  queued_at: null,
  assigned_at: session.agent === null ? null : isoOf(state, session.createdAt),
  ends_at: null,
  wait_duration: null,
  chat_duration: null,
  rating: null,
  has_feedback: false,
  out_ticket_id: session.ticketId,
  out_ticket_url:
    session.ticketId === null ? null : `https://crm.example.com/t/${encodeURIComponent(session.ticketId)}`,
  verified: false,
  disconnected_by: 'disconnected_by_unknown',
  fail_reason: 'nothing',
  selected_menu: null,
  menu_path: null,
  agent_info: agentInfoOf(session.agent),
  end_user: {...session.endUser, out_contact_id: null},
  photos: [],
  videos: [],
  transfers: [],
  participants: [
    {
      id: FIRST_PARTICIPANT_ID + session.id,
      type: 'end_user',
      status: 'waiting',
      chat_id: session.id,
      user_id: null,
      end_user_id: session.endUser.id,
      chat_duration: null,
      connected_at: null,
      ended_at: null,
      fail_reason: 'nothing',
    },
  ],
  offer_type: null,
  offer_events: [],
  answer_type: null,
  outbound_number: printedNumber(session.outboundNumber),
});
