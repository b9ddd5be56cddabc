import {
  createIncomingCall,
  createOutboundCallByNumber,
  createOutboundCallByTicket,
  createScheduledCall,
  getCallCustomerFlags,
  setCallCustomerFlags,
  updateCallCustomerFlags,
  updateCallEndUser,
} from '../../../api/operations/calls.js';
import {sendCallCustomData} from '../../../api/operations/custom-data.js';
import type {Call} from '../../floor/call.js';
import {type AskedCall, dialQueueOf, isFree} from '../../floor/call-desk.js';
import type {TenantState} from '../../tenant-state.js';
import {shaped} from '../body.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, accepted, created, type Route, type RouteRequest, rawRoute, route} from '../route.js';
import {
  bookedFor,
  callAdmission,
  isMissing,
  languageOfCall,
  mustAgentChoose,
  numberOfCall,
  queueOfCall,
  refuseMenuType,
  type Sent,
  shownNumber,
} from './call-checks.js';
import {callRecordOf} from './call-record.js';
import {changeFlags, flagsAnswer, keepCustomData, refuseMissingIdentifier, updateEndUser} from './contact-note.js';

type Form = 'outbound' | 'incoming' | 'scheduled';

const FORMS: ReadonlyMap<unknown, Form> = new Map<string, Form>([
  ['Voice Outbound (API)', 'outbound'],
  ['OutboundCall', 'outbound'],
  ['Voice Inbound (API)', 'incoming'],
  ['IncomingCall', 'incoming'],
  ['Voice Scheduled (API)', 'scheduled'],
  ['ScheduledCall', 'scheduled'],
]);

/** Make calls, and tell things about them. One path makes all kinds: the body's `call_type` says which. */
export const callRoutes = (state: TenantState): readonly Route[] => [
  rawRoute(createOutboundCallByNumber, request => create(state, request)),
  route(
    updateCallEndUser,
    request => {
      const call = callOf(state, request, 'call_id', 'Not Found');
      if (call.contact.state === 'ended') throw badRequest('Call is already ended');
      return updateEndUser(state, {kind: 'call', id: call.id, owner: call}, request.body);
    },
    {before: refuseMissingIdentifier},
  ),
  ...flagRoutes(state),
  route(sendCallCustomData, request =>
    keepCustomData(state, state.notes.of('call', callOf(state, request, 'id').id), request.body),
  ),
];

function flagRoutes(state: TenantState): readonly Route[] {
  const noteOf = (request: Pick<RouteRequest, 'params'>) => state.notes.of('call', callOf(state, request, 'id').id);
  return [
    route(getCallCustomerFlags, request => flagsAnswer(noteOf(request))),
    route(setCallCustomerFlags, request => changeFlags(noteOf(request), request.body)),
    route(setCallCustomerFlags, request => changeFlags(noteOf(request), request.body), {method: 'PUT'}),
    route(updateCallCustomerFlags, request => changeFlags(noteOf(request), request.body)),
  ];
}

function callOf({floor}: TenantState, {params}: Pick<RouteRequest, 'params'>, name: string, text?: string): Call {
  const call = floor.calls.find(Number(params[name]));
  if (call === undefined) throw notFound(text ?? `Call ${params[name]} not found`);
  return call;
}

function create(state: TenantState, {body}: RouteRequest): Answer {
  const sent = typeof body === 'object' && body !== null ? (body as Sent) : {};
  const form = FORMS.get(sent['call_type']);
  if (form === undefined) throw badRequest('Invalid call type');
  if (form === 'outbound') return dial(state, sent);
  return form === 'incoming' ? queueCall(state, sent) : schedule(state, sent);
}

function dial(state: TenantState, sent: Sent): Answer {
  const {floor} = state;
  const {agent_email: email} = sent;
  if (isMissing(email)) throw badRequest('Agent email required');
  const agent = floor.agents.find(candidate => candidate.email === String(email).toLowerCase());
  if (agent === undefined || agent.deactivatedAt !== null) throw badRequest('Not a valid agent email');
  const lang = languageOfCall(state, sent);
  const queue = dialQueueOf(agent, queueOfCall(state, sent, lang));
  if (queue === undefined || agent.queues.length === 0) throw badRequest('Agent does not have access to make calls');
  if (isMissing(sent['ticket_id']) && isMissing(sent['end_user_number'])) {
    throw badRequest('ticket_id or end_user_number required');
  }
  const number = numberOfCall(state, sent, 'end_user_number is not well-formed');
  shaped((isMissing(sent['ticket_id']) ? createOutboundCallByNumber : createOutboundCallByTicket).body, sent);
  if (mustAgentChoose(sent)) return accepted(sent);
  if (!isFree(agent)) throw badRequest('Agent is not available to take this call');
  return created(callRecordOf(state, floor.callDesk.dial(agent, queue, askedCall(state, sent, number))));
}

function queueCall(state: TenantState, sent: Sent): Answer {
  if (isMissing(sent['menu_id'])) throw badRequest('menu_id is required');
  const queue = queueOfCall(state, sent, languageOfCall(state, sent));
  if (queue === undefined) throw badRequest('menu_id is required');
  refuseMenuType(queue, ['ivr_menu', 'mobile_menu', 'web_menu'], 'Only IVR and mobile menu IDs are permitted');
  if (callAdmission(state, queue) === 'after_hours') {
    throw badRequest("Menu is in 'after hours' state, can't accept incoming calls");
  }
  const number = customerNumber(state, sent);
  shaped(createIncomingCall.body, {...sent, end_user_number: number});
  return created(callRecordOf(state, state.floor.callDesk.queue(queue, askedCall(state, sent, number))));
}

function schedule(state: TenantState, sent: Sent): Answer {
  const {floor} = state;
  const {call_id: parentId} = sent;
  const parent = isMissing(parentId) ? undefined : floor.calls.find(Number(parentId));
  if (parent === undefined && !isMissing(parentId)) throw badRequest(`call_id ${parentId} is not found`);
  const queue = queueOfCall(state, sent, languageOfCall(state, sent)) ?? parent?.contact.queue;
  if (queue === undefined) throw badRequest('menu_id is required');
  refuseMenuType(queue, ['mobile_menu', 'web_menu'], 'Only mobile and web menu IDs are permitted');
  const number = customerNumber(state, sent);
  const scheduledAt = bookedFor(state, sent);
  shaped(createScheduledCall.body, {...sent, menu_id: queue.menu.id, end_user_number: number});
  const asked = {...askedCall(state, sent, number), scheduledAt, parentId: parent?.id ?? null};
  return created(callRecordOf(state, floor.callDesk.schedule(queue, asked)));
}

function customerNumber(state: TenantState, sent: Sent): string {
  if (isMissing(sent['ticket_id']) && isMissing(sent['end_user_number'])) {
    throw badRequest('end_user_number is required');
  }
  return numberOfCall(state, sent, 'end_user_number is not well formed');
}

function askedCall({endUsers}: TenantState, sent: Sent, number: string): AskedCall {
  const {ticket_id: ticketId, recording_permission: permission} = sent;
  return {
    number,
    endUser: endUsers.upsert(number, {phone: number}),
    outboundNumber: shownNumber(sent),
    ticketId: isMissing(ticketId) ? null : String(ticketId),
    recordingPermission: String(permission ?? 'not_asked').replace('recording_permission_', ''),
  };
}
