import {z} from 'zod';
import {fields, onOff} from '../fields.js';
import {maybe} from '../lenient.js';

/** What is told of a customer's standing; the platform reads one name in the plural and tells it in the singular. */
export const customerFlags = z.object({
  verified_customer: maybe(z.boolean()),
  bad_actor: maybe(z.boolean()),
  repeat_customer: maybe(z.boolean()),
  repeat_customers: maybe(z.boolean()),
});

/** The flags as they are sent. */
export const customerFlagFields = fields({
  verified_customer: onOff('the customer is who they say').optional(),
  bad_actor: onOff('the customer is known for abuse').optional(),
  repeat_customers: onOff('the customer has been here before').optional(),
});
