import {endCobrowseSession} from '../../../api/operations/cobrowse.js';
import {createContactData} from '../../../api/operations/contact-data.js';
import type {TenantState} from '../../tenant-state.js';
import {badRequest, notFound} from '../refusal.js';
import {ok, type Route, route} from '../route.js';

/** What belongs to no larger group: a dialler's record of whom it connected, and the end of a co-browsing session. */
export const otherRoutes = (state: TenantState): readonly Route[] => [
  route(createContactData, ({body}) => {
    const agentId = Number(body.agent_id);
    if (state.floor.agentById(agentId) === undefined) throw badRequest(`agent_id ${body.agent_id} is not found`);
    state.contactData.add({callId: String(body.call_id), agentId, record: body.contact});
    return ok({message: 'accepted'});
  }),
  route(endCobrowseSession, ({params}) => {
    if (!state.cobrowse.end(params['ext_session_id'] ?? '')) throw notFound('Session not found');
    return ok({message: 'Session terminated'});
  }),
];
