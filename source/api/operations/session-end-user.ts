import {email, fields, phone, text} from '../fields.js';

/** Who the customer of a live call or chat is. */
export const endUserFields = fields({
  identifier: text("the customer's identifier outside of the platform", {
    personal: true,
    most: 255,
    example: 'customer-4711',
  }),
  name: text("the customer's name", {personal: true}).optional(),
  email: email("the customer's e-mail address").optional(),
  phone: phone('number; left aside when the customer has one').optional(),
});
