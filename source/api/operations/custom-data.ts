import {z} from 'zod';
import type {OperationInput} from '../build-request.js';
import {fields, json, onOff, text, whole} from '../fields.js';
import {operation, type RuleProblem} from '../operation.js';

const customData = fields({
  signed: onOff('on: signed_data is sent; off: data', {example: false}),
  data: json('fields for the agent: {name: {label, value}}', {
    personal: true,
    example: {order: {label: 'Order', value: 'A-1'}},
  }).optional(),
  signed_data: text(
    'the same as an HS256 token made with the company secret (RFC 7519; claims custom_data, exp, iat)',
    {
      personal: true,
    },
  ).optional(),
});

/** `signed` says which of the two is sent. */
function wrongForm({body}: OperationInput): RuleProblem | null {
  const {signed, data, signed_data: token} = body as z.output<typeof customData>;
  const [wanted, other] = signed ? (['signed_data', 'data'] as const) : (['data', 'signed_data'] as const);
  const given = {data, signed_data: token};
  if (given[wanted] === undefined) {
    return {part: 'body', name: wanted, problem: `is missing: it is needed when signed is ${signed}`};
  }
  return given[other] === undefined
    ? null
    : {part: 'body', name: other, problem: `does not go with signed ${signed}: leave it out`};
}

const shared = {
  method: 'POST',
  class: 'write',
  repeat: 'never',
  confidence: 'inferred',
  source: 'the API collection; Custom data, docs.cloud.google.com/contact-center/ccai-platform/docs/custom-data',
  body: customData,
  rule: wrongForm,
  answer: z.unknown(),
} as const;

/** Shows fields to the agent of a call. */
export const sendCallCustomData = operation({
  ...shared,
  id: 'sendCallCustomData',
  group: 'Calls',
  title: 'Send custom data to a call',
  help: 'Shows labelled fields to the agent of a call, as they are or signed with the company secret.',
  path: '/calls/{id}/custom_data',
  alternatives: ['PATCH /calls/{id}/custom_data'],
  params: fields({id: whole('call', {pick: 'call'})}),
});

/** Shows fields to the agent of a chat. */
export const sendChatCustomData = operation({
  ...shared,
  id: 'sendChatCustomData',
  group: 'Chats',
  title: 'Send custom data to a chat',
  help: 'Shows labelled fields to the agent of a chat, as they are or signed with the company secret.',
  path: '/chats/{id}/custom_data',
  alternatives: ['POST /chats/{id}/custom_data_feeds', 'PATCH /chats/{id}/custom_data'],
  params: fields({id: whole('chat', {pick: 'chat'})}),
});
