import type {OperationInput} from '../../api/build-request.js';
import {ApiError, NotFoundError} from '../../api/errors.js';
import {fieldsOf} from '../../api/field-list.js';
import type {AnyOperation} from '../../api/operation.js';
import {safeText} from '../../terminal/safe-text.js';
import type {OpenTenant} from '../open-tenant.js';
import type {Finding} from './finding.js';

/** What a probe may put into fields: values that are known to exist, or that ask about nobody. */
export type ProbeValues = {readonly menuId: number | null; readonly lang: string; readonly channel: 'call' | 'chat'};

/** A number of the range that is kept for fiction: nobody has it. */
const NOBODY = '+13125550100';

/** One question of the probe. */
export type Probe = {readonly operation: AnyOperation; readonly input: OperationInput};

/**
 * The questions that can show whether inferred paths exist: reads that change nothing, of which every required field can
 * be filled with something known, and that start no download. The others are named with the reason.
 */
export function planProbes(
  operations: readonly AnyOperation[],
  values: ProbeValues,
): {readonly probes: readonly Probe[]; readonly skipped: readonly Finding[]} {
  const probes: Probe[] = [];
  const skipped: Finding[] = [];
  for (const operation of operations) {
    if (operation.confidence !== 'inferred' || operation.method !== 'GET') continue;
    const skip = (words: string) =>
      skipped.push({verdict: 'skip', about: 'probe', words: `${operation.id}: ${words}.`});
    const path = fieldsOf(operation.params).map(field => field.name);
    if (operation.answers === 'file') skip('its answer is a file');
    else if (path.length > 0) skip(`it needs an id that exists (${path.join(', ')})`);
    else {
      const query = queryOf(operation, values);
      if (query) probes.push({operation, input: {query}});
      else skip('no queue is known to ask about');
    }
  }
  return {probes, skipped};
}

function queryOf(operation: AnyOperation, {menuId, lang, channel}: ProbeValues): Record<string, unknown> | null {
  const known: Readonly<Record<string, unknown>> = {
    menu_id: menuId,
    lang,
    channel_type: channel,
    phone_number: NOBODY,
  };
  const query: Record<string, unknown> = {};
  for (const {name} of fieldsOf(operation.query).filter(field => field.required)) {
    if (known[name] === null || known[name] === undefined) return null;
    query[name] = known[name];
  }
  // One record tells as much as a page of them.
  if (fieldsOf(operation.query).some(({name}) => name === 'per')) Object.assign(query, {page: 1, per: 1});
  return query;
}

/** Asks one question and says what it shows of the path. */
export async function runProbe({session}: OpenTenant, probe: Probe, signal: AbortSignal): Promise<Finding> {
  const {operation, input} = probe;
  const request = session.client.build(operation, input);
  const where = `${operation.id}: ${request.method} ${request.path}`;
  try {
    const {status} = await session.client.run(operation, input as never, {passage: 'act', signal, isLenient: true});
    return {verdict: 'ok', about: 'probe', words: `${where} answered ${status}.`};
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const words = `${where}: ${safeText(error.message, 200)}.`;
    if (error instanceof NotFoundError) return {verdict: 'warn', about: 'probe', words, todo: error.nextStep};
    // Whoever refuses the content of a request has a path for it.
    return error.status === 400 || error.status === 403 || error.status === 422
      ? {verdict: 'ok', about: 'probe', words: `${words} The path is there.`}
      : {verdict: 'skip', about: 'probe', words, todo: error.nextStep};
  }
}
