import {type Call, callStatus, connectedAt} from '../../floor/call.js';
import {SUPPORT_NUMBER} from '../../floor/phone-book.js';
import {printedNumber} from '../../phone-number.js';
import {isoOf, type TenantState} from '../../tenant-state.js';
import {agentInfoOf, menuRecordsOf} from './menu-record.js';

const TYPES = {
  inbound: 'Voice Inbound',
  outbound_api: 'Voice Outbound (API)',
  inbound_api: 'Voice Inbound (API)',
  scheduled_api: 'Voice Scheduled (API)',
} as const;

/** Ids of a call's participants follow from the call's own. */
const FIRST_PARTICIPANT_ID = 21_000;

const secondsBetween = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : Math.round((to - from) / 1000);

/** A call as the API shows it. */
export function callRecordOf(state: TenantState, call: Call): Readonly<Record<string, unknown>> {
  const {contact, kind} = call;
  const now = state.floor.now();
  const connected = connectedAt(call, now);
  const queuedAt = contact.state === 'bot' ? null : contact.waitingSince;
  return {
    id: call.id,
    parent_id: call.parentId,
    lang: contact.queue.lang,
    call_type: TYPES[kind],
    status: callStatus(call, now),
    created_at: isoOf(state, contact.createdAt),
    queued_at: isoOf(state, queuedAt),
    assigned_at: isoOf(state, contact.servedAt),
    connected_at: isoOf(state, connected),
    ends_at: isoOf(state, contact.endedAt),
    scheduled_at: isoOf(state, call.scheduledAt),
    wait_duration: secondsBetween(queuedAt, contact.servedAt),
    call_duration: secondsBetween(connected, contact.endedAt),
    hold_duration: null,
    rating: null,
    has_feedback: false,
    voip_provider: 'voip_provider_twilio',
    out_ticket_id: call.ticketId,
    out_ticket_url: null,
    verified: false,
    recording_url: null,
    recording_permission: call.recordingPermission,
    voicemail_reason: 'not_voicemail',
    deflection: 'no_deflection',
    disconnected_by: 'disconnected_by_unknown',
    fail_reason: 'nothing',
    fail_details: null,
    support_number: printedNumber(SUPPORT_NUMBER),
    ...menuRecordsOf(contact.queue.menu),
    agent_info: agentInfoOf(contact.agent),
    end_user: {...call.endUser, out_contact_id: null},
    photos: [],
    videos: [],
    transfers: [],
    deflection_details: null,
    participants: contact.agents.map(agent => ({
      id: FIRST_PARTICIPANT_ID + call.id,
      type: 'agent',
      status: connected === null ? 'waiting' : contact.state === 'ended' ? 'finished' : 'connected',
      call_id: call.id,
      user_id: agent.id,
      end_user_id: null,
      call_duration: secondsBetween(connected, contact.endedAt),
      hold_duration: null,
      connected_at: isoOf(state, connected),
      ended_at: isoOf(state, contact.endedAt),
      fail_reason: 'nothing',
    })),
    offer_type: kind === 'inbound_api' ? 'cascade' : null,
    offer_events: [],
    answer_type: null,
    outbound_number: printedNumber(call.outboundNumber),
  };
}
