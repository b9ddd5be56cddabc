import {
  createCampaignContact,
  deleteCampaignContact,
  getCampaignContactImportJob,
  importCampaignContacts,
  listCampaignContactImportJobs,
  listCampaignContacts,
  updateCampaignContact,
} from '../../../api/operations/campaign-contacts.js';
import type {Campaign, CampaignContact} from '../../campaigns/campaign.js';
import type {ContactImport} from '../../campaigns/contact-imports.js';
import {isoOf, type TenantState} from '../../tenant-state.js';
import {fileOf, jsonOf} from '../form.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, accepted, ok, type Route, type RouteRequest, route} from '../route.js';
import {contactNamedBy, newContactOf, wantedNumber} from './campaign-contact.js';

/** Whom campaigns call: list, add, import, change, remove. */
export const campaignRoutes = (state: TenantState): readonly Route[] => [
  route(createCampaignContact, request => {
    const campaign = campaignOf(state, request);
    return ok(contactRecordOf(state, state.campaigns.add(campaign, newContactOf(state, campaign, request.body))));
  }),
  route(listCampaignContacts, request =>
    ok([...campaignOf(state, request).contacts.values()].map(contact => contactRecordOf(state, contact))),
  ),
  route(importCampaignContacts, request => startImport(state, request)),
  route(listCampaignContactImportJobs, request =>
    ok(state.contactImports.list(campaignOf(state, request).id).map(job => importRecordOf(state, job))),
  ),
  route(getCampaignContactImportJob, request => {
    const job = state.contactImports.find(campaignOf(state, request).id, Number(request.params['job_id']));
    if (job === undefined) throw notFound(`Job ${request.params['job_id']} not found`);
    return ok(importRecordOf(state, job));
  }),
  route(updateCampaignContact, request => {
    const {body} = request;
    const campaign = campaignOf(state, request);
    const contact = contactNamedBy(campaign, body);
    const number = body.phone_number === undefined ? contact.phoneNumber : wantedNumber(state, body.phone_number);
    contact.phoneNumber = number;
    contact.name = body.name ?? contact.name;
    contact.email = body.email ?? contact.email;
    contact.uniqueId = body.external_unique_id ?? contact.uniqueId;
    contact.updatedAt = state.floor.now();
    return ok(contactRecordOf(state, contact));
  }),
  route(deleteCampaignContact, request => {
    const campaign = campaignOf(state, request);
    campaign.contacts.delete(contactNamedBy(campaign, request.body).id);
    return ok({message: 'deleted'});
  }),
];

function campaignOf({campaigns}: TenantState, {params}: Pick<RouteRequest, 'params'>): Campaign {
  const campaign = campaigns.find(Number(params['campaign_id']));
  if (campaign === undefined) throw notFound(`Campaign ${params['campaign_id']} not found`);
  return campaign;
}

function startImport(state: TenantState, request: Pick<RouteRequest, 'params' | 'form'>): Answer {
  const campaign = campaignOf(state, request);
  const rows = jsonOf(fileOf(request.form, 'file'));
  if (!Array.isArray(rows)) throw badRequest('file must hold a JSON array of contacts');
  const job = state.contactImports.start(campaign, rows as readonly unknown[], row => {
    try {
      state.campaigns.add(campaign, newContactOf(state, campaign, row));
      return true;
    } catch {
      return false;
    }
  });
  return accepted({id: job.id, status: job.status});
}

const importRecordOf = (state: TenantState, job: ContactImport): Readonly<Record<string, unknown>> => ({
  id: job.id,
  status: job.status,
  total_rows: job.totalRows,
  failed_rows: job.failedRows,
  created_at: isoOf(state, job.createdAt),
});

const contactRecordOf = (state: TenantState, contact: CampaignContact): Readonly<Record<string, unknown>> => ({
  assigned_call_id: contact.callId,
  assigned_participant_id: contact.participantId,
  campaign_id: contact.campaignId,
  created_at: isoOf(state, contact.createdAt),
  id: contact.id,
  name: contact.name,
  outbound_number: contact.outboundNumber,
  priority: null,
  status: contact.status,
  unique_id: contact.uniqueId,
  updated_at: isoOf(state, contact.updatedAt),
});
