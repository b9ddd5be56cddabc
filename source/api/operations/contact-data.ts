import {z} from 'zod';
import {fields, json, text} from '../fields.js';
import {operation} from '../operation.js';

/** Hands over the record of a person whom an outside dialler has connected. */
export const createContactData = operation({
  id: 'createContactData',
  group: 'Wait Times',
  title: 'Hand over contact data',
  help: 'Hands over the record of a person whom an outside dialler has just connected, so that the agent sees it.',
  method: 'POST',
  path: '/crm/contact_data',
  class: 'write',
  repeat: 'never',
  confidence: 'documented',
  source: 'Contact data, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-contact-data',
  body: fields({
    call_id: text('call that the record belongs to', {example: '50218'}),
    agent_id: text('agent who has the call', {example: '12'}),
    lcm_key: text('key of the list manager, parts divided by bars', {personal: true, example: 'spring|4711'}),
    contact: json('the record, free: first_name, last_name, account_no, …', {
      personal: true,
      example: {first_name: 'Lena', account_no: '4711'},
    }),
    dnis: text('number that was called', {personal: true}).optional(),
    org_id: text("the dialler's tenant").optional(),
    pacing_mode: text('how the dialler dials, such as Predictive').optional(),
    call_type: text("the dialler's class of call, such as OB_Regular").optional(),
  }),
  answer: z.unknown(),
});
