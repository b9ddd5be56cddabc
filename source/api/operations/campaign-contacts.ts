import {z} from 'zod';
import type {OperationInput} from '../build-request.js';
import {email, fields, file, phone, text, whole} from '../fields.js';
import {idNumber, lenientNumber, listOf, maybe} from '../lenient.js';
import {operation, type RuleProblem} from '../operation.js';

/** A contact of a campaign. `unique_id` is what requests call external_unique_id. */
export const campaignContact = z.object({
  id: idNumber,
  name: maybe(z.string()),
  status: maybe(z.string()),
  campaign_id: maybe(idNumber),
  outbound_number: maybe(z.string()),
  unique_id: maybe(z.string()),
  created_at: maybe(z.string()),
  updated_at: maybe(z.string()),
});
export type CampaignContact = z.output<typeof campaignContact>;

/** An import of contacts; fields beside id and status are assumed. */
export const campaignImportJob = z.object({
  id: maybe(idNumber),
  status: maybe(z.string()),
  total_rows: maybe(lenientNumber),
  failed_rows: maybe(lenientNumber),
  created_at: maybe(z.string()),
});
export type CampaignImportJob = z.output<typeof campaignImportJob>;

const shared = {
  group: 'Campaign Endpoints',
  repeat: 'never',
  confidence: 'documented',
  source: 'public client code of this API',
} as const;
const read = {...shared, method: 'GET', class: 'read', repeat: 'safe'} as const;

const campaign = {campaign_id: whole('campaign', {pick: 'campaign'})};
const ownKey = text('a key of your own for the contact', {personal: true});
const name = text("the contact's name", {personal: true});
const address = email("the contact's e-mail address");

/** Which contact is meant stands in the body. */
const identity = {
  contact_id: whole('contact, by its id').optional(),
  phone_number: phone('contact, by its number').optional(),
  external_unique_id: ownKey.optional(),
};

function noIdentity({body}: OperationInput): RuleProblem | null {
  const given = body as Readonly<Record<string, unknown>>;
  return Object.keys(identity).some(key => given[key] !== undefined)
    ? null
    : {
        part: 'body',
        name: 'contact_id',
        problem: 'is missing: name the contact by it, phone_number or external_unique_id',
      };
}

/** Adds one contact. */
export const createCampaignContact = operation({
  ...shared,
  id: 'createCampaignContact',
  title: 'Add campaign contact',
  help: 'Adds one contact to a campaign, to be called.',
  method: 'POST',
  path: '/outbound_dialer/campaigns/{campaign_id}/contacts',
  class: 'write',
  contacts: 'phone_number',
  params: fields(campaign),
  body: fields({
    phone_number: phone('number to call'),
    name: name.optional(),
    email: address.optional(),
    outbound_number: phone('number that is shown to this contact').optional(),
    external_unique_id: ownKey.optional(),
  }),
  answer: campaignContact,
});

/** Contacts and how far their calls have come. */
export const listCampaignContacts = operation({
  ...read,
  id: 'listCampaignContacts',
  title: 'List campaign contacts',
  help: 'The contacts of a campaign, with what has become of each.',
  path: '/outbound_dialer/campaigns/{campaign_id}/contacts',
  params: fields(campaign),
  answer: listOf(campaignContact),
});

/** Adds many contacts. */
export const importCampaignContacts = operation({
  ...shared,
  id: 'importCampaignContacts',
  title: 'Import campaign contacts',
  help: 'Adds many contacts from a JSON file, in the background. All of them will be called.',
  method: 'POST',
  path: '/outbound_dialer/campaigns/{campaign_id}/contacts/import',
  class: 'dangerous',
  encoding: 'multipart',
  starts: 'campaign-import',
  params: fields(campaign),
  body: fields({file: file('the contacts: a JSON array with the fields of a single contact', {endings: ['.json']})}),
  answer: campaignImportJob,
});

/** Imports of a campaign. */
export const listCampaignContactImportJobs = operation({
  ...read,
  id: 'listCampaignContactImportJobs',
  title: 'List campaign imports',
  help: 'The imports of contacts into a campaign.',
  path: '/outbound_dialer/campaigns/{campaign_id}/contacts/jobs',
  confidence: 'inferred',
  alternatives: [
    'GET /outbound_dialer/campaigns/{campaign_id}',
    'GET /outbound_dialer/campaigns/{campaign_id}/contacts/{contact_id}',
  ],
  source: 'the API collection, which has one entry more than the client code',
  params: fields(campaign),
  answer: listOf(campaignImportJob),
});

/** State of one import. */
export const getCampaignContactImportJob = operation({
  ...read,
  id: 'getCampaignContactImportJob',
  title: 'Get campaign import',
  help: 'How far one import of contacts has come.',
  path: '/outbound_dialer/campaigns/{campaign_id}/contacts/jobs/{job_id}',
  params: fields({...campaign, job_id: whole('import', {pick: 'job'})}),
  answer: campaignImportJob,
});

/** Changes a contact. */
export const updateCampaignContact = operation({
  ...shared,
  id: 'updateCampaignContact',
  title: 'Change campaign contact',
  help: 'Changes a contact of a campaign. The body names it: by id, number or your own key.',
  method: 'PATCH',
  path: '/outbound_dialer/campaigns/{campaign_id}/contact',
  class: 'write',
  params: fields(campaign),
  body: fields({...identity, name: name.optional(), email: address.optional()}),
  rule: noIdentity,
  answer: z.unknown(),
});

/** Removes a contact. */
export const deleteCampaignContact = operation({
  ...shared,
  id: 'deleteCampaignContact',
  title: 'Delete campaign contact',
  help: 'Removes a contact from a campaign. The body names it: by id, number or your own key.',
  method: 'DELETE',
  path: '/outbound_dialer/campaigns/{campaign_id}/contact',
  class: 'dangerous',
  targets: () => 1,
  params: fields(campaign),
  body: fields(identity),
  rule: noIdentity,
  answer: z.unknown(),
});

/** In the order of the API collection. */
export const campaignOperations = [
  createCampaignContact,
  listCampaignContacts,
  importCampaignContacts,
  listCampaignContactImportJobs,
  getCampaignContactImportJob,
  updateCampaignContact,
  deleteCampaignContact,
];
