import {z} from 'zod';
import type {OperationInput} from '../build-request.js';
import {email, fields, phone, text, whole} from '../fields.js';
import {idNumber, maybe} from '../lenient.js';
import {operation, type RuleProblem} from '../operation.js';

/** An end user: the platform's id, and the identifier that the tenant gave. */
export const endUser = z.object({id: idNumber, identifier: maybe(z.string())});
export type EndUser = z.output<typeof endUser>;

const shared = {
  group: 'End Users',
  path: '/end_users',
  repeat: 'safe',
  confidence: 'documented',
  source: 'End user endpoints, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-end-user',
  answer: endUser,
} as const;

const identifier = text('identifier outside of the platform', {
  personal: true,
  most: 255,
  example: 'customer-4711',
});

/** Makes an end user, or changes the one with this identifier. */
export const upsertEndUser = operation({
  ...shared,
  id: 'upsertEndUser',
  title: 'Create or update end user',
  help: 'Makes an end user, or changes the one that has this identifier. Sent twice, it does the same once.',
  method: 'POST',
  class: 'write',
  body: fields({
    identifier,
    email: email('e-mail address').optional(),
    name: text('name', {personal: true}).optional(),
    phone: phone('number').optional(),
  }),
});

function oneKey({query}: OperationInput): RuleProblem | null {
  const {id, identifier: key} = query ?? {};
  if (id === undefined && key === undefined) {
    return {part: 'query', name: 'id', problem: 'is missing, and so is identifier: give one of the two'};
  }
  return id === undefined || key === undefined
    ? null
    : {part: 'query', name: 'identifier', problem: 'does not go with id: give one of the two'};
}

/** Finds an end user. */
export const getEndUser = operation({
  ...shared,
  id: 'getEndUser',
  title: 'Get end user',
  help: "Finds an end user, by the platform's id or by the identifier.",
  method: 'GET',
  class: 'read',
  query: fields({
    id: whole("the platform's id", {pick: 'end-user'}).optional(),
    identifier: identifier.optional(),
  }),
  rule: oneKey,
});

/** In the order of the API collection. */
export const endUserOperations = [upsertEndUser, getEndUser];
