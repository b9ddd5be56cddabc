import {z} from 'zod';
import type {TargetOutcome} from '../../lib/target-outcome.js';
import type {OperationInput} from '../build-request.js';
import {fields, group, list, moment, phone} from '../fields.js';
import {listOf, maybe} from '../lenient.js';
import {operation} from '../operation.js';

/** What became of one number: created, updated, removed, or failed with `error`. */
export const dncRow = z.object({
  phone_number: z.string(),
  status: maybe(z.string()),
  error: maybe(z.string()),
  expires_at: maybe(z.string()),
});
export type DncRow = z.output<typeof dncRow>;

/** Whether a number is listed. The name of the verdict is not documented. */
export const dncCheck = z.object({
  phone_number: maybe(z.string()),
  is_dnc: maybe(z.boolean()),
  expires_at: maybe(z.string()),
});
export type DncCheck = z.output<typeof dncCheck>;

const outcomesOf = (data: unknown): readonly TargetOutcome[] =>
  (Array.isArray(data) ? (data as readonly DncRow[]) : []).map(({phone_number, status, error}) => ({
    who: phone_number,
    before: '',
    after: status ?? '?',
    message: error ?? (status === 'failed' ? 'failed' : null),
  }));

const lengthOf = ({body}: OperationInput, name: string): number =>
  (body as Readonly<Record<string, readonly unknown[]>>)[name]?.length ?? 0;

const shared = {
  group: 'Company Do Not Call List',
  method: 'POST',
  repeat: 'never',
  confidence: 'documented',
  source: 'Do-not-call list, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-dnc',
} as const;

/** Puts numbers on the list. */
export const addDncContacts = operation({
  ...shared,
  id: 'addDncContacts',
  title: 'Add to do-not-call list',
  help: "Puts numbers on the company's do-not-call list, for good or until a day. Each number has a result of its own.",
  path: '/outbound_dialer/dnc',
  class: 'write',
  body: fields({
    contacts: list(
      group(
        {
          phone_number: phone('number that is not to be called'),
          expires_at: moment('when it may be called again', {future: true, spaced: true}).optional(),
        },
        'a number',
      ),
      'the numbers',
      {least: 1, personal: true},
    ),
  }),
  targets: input => lengthOf(input, 'contacts'),
  outcomes: outcomesOf,
  answer: listOf(dncRow),
});

/** Takes numbers off the list. */
export const removeDncContacts = operation({
  ...shared,
  id: 'removeDncContacts',
  title: 'Remove from do-not-call list',
  help: "Takes numbers off the company's do-not-call list: they may be called again.",
  path: '/outbound_dialer/dnc/remove',
  class: 'dangerous',
  confidence: 'inferred',
  alternatives: ['DELETE /outbound_dialer/dnc/remove'],
  body: fields({phone_numbers: list(phone('number'), 'the numbers', {least: 1, personal: true})}),
  targets: input => lengthOf(input, 'phone_numbers'),
  outcomes: outcomesOf,
  answer: z.union([listOf(dncRow), z.unknown()]),
});

/** Whether a number is listed. */
export const checkDncContact = operation({
  ...shared,
  id: 'checkDncContact',
  title: 'Check do-not-call list',
  help: "Whether a number is on the company's do-not-call list.",
  method: 'GET',
  path: '/outbound_dialer/dnc/check',
  class: 'read',
  repeat: 'safe',
  confidence: 'inferred',
  alternatives: ['GET /outbound_dialer/dnc'],
  query: fields({phone_number: phone('number to ask about')}),
  answer: dncCheck,
});

/** In the order of the API collection. */
export const dncOperations = [addDncContacts, removeDncContacts, checkDncContact];
