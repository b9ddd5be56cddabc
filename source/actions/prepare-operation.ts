import type {AnswerSink} from '../api/answer-sink.js';
import type {OperationInput} from '../api/build-request.js';
import type {Answer} from '../api/client.js';
import {InvalidInputError} from '../api/errors.js';
import {fieldsOf} from '../api/field-list.js';
import type {AnyOperation} from '../api/operation.js';
import {failureWords} from '../lib/failure-words.js';
import {isNotDone} from '../lib/target-outcome.js';
import {safeText} from '../terminal/safe-text.js';
import {type ActionContext, step, typedCount, typedTenant} from './action-context.js';
import {addressFacts, largeTextProof} from './address-facts.js';
import {jobOfAnswer} from './job-of-answer.js';
import {type OperationPresence, operationPresence} from './operation-presence.js';
import {operationTargets, valueAt} from './operation-targets.js';
import type {ActionStep, Outcome, OutcomeRow, PreparedAction, Problem, TypedProof} from './prepared-action.js';
import {isUncounted, namesGroups} from './reach.js';

/** What happens with the answer of a prepared operation. */
export type OperationUse = {
  /** Handed the answer as it came. */
  readonly onAnswer?: (answer: Answer<unknown>) => void;
  /** Takes an answer that is a file. */
  readonly sink?: AnswerSink;
  /** What else to know before agreeing. */
  readonly facts?: readonly string[];
};

/**
 * Any operation that writes, as an action: its class is the row's, or dangerous where it has many targets, or names teams,
 * which may hold any number; its targets are what the input names; a job that the answer starts is followed. An input that
 * does not fit is a Problem with the field.
 */
export function prepareOperation(
  context: ActionContext,
  operation: AnyOperation,
  input: OperationInput,
  use: OperationUse = {},
): PreparedAction | Problem {
  return orProblem(() => prepared(context, operation, input, use));
}

/** What `make` gives, or the Problem of an input that does not fit. */
export function orProblem<T>(make: () => T): T | Problem {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return {
      problem: error.message,
      field: error.field ? `${error.field.part} ${error.field.name}` : null,
      ...(error.field ? {input: error.field} : {}),
    };
  }
}

function prepared(
  context: ActionContext,
  operation: AnyOperation,
  input: OperationInput,
  {onAnswer, sink, facts = []}: OperationUse,
): PreparedAction {
  const read = (data: unknown, answer: Answer<unknown>): Outcome => {
    const problem = problemOf(() => onAnswer?.(answer));
    const outcome = presence?.read(data) ?? outcomeOf(context, operation, input, {data, answer, presence});
    // What was done is done, whatever becomes of its answer.
    return problem === null
      ? outcome
      : {...outcome, summary: `${outcome.summary} Its answer could not be shown: ${problem}`};
  };
  const only: ActionStep = {
    ...step(context, operation, input, read, () => presence?.look?.() ?? look(context, input)),
    isLenient: true,
    ...(sink ? {sink} : {}),
  };
  // Its request could be built: the input fits.
  const targets = operationTargets(context, operation, input);
  const presence = operationPresence(context, operation, input, targets);
  const count = operation.targets?.(input) ?? null;
  const isMany = namesGroups(operation, input) || (count !== null && count > context.manyTargets);
  const isDangerous = operation.class === 'dangerous' || isMany;
  const addresses = addressesOf(operation, input);
  return {
    id: context.newId(),
    title: operation.title,
    class: isDangerous ? 'dangerous' : 'write',
    targets,
    preview: presence?.preview ?? targets.map(({kind, id, name}) => ({kind, id: String(id), name})),
    facts: [...facts, ...(presence?.facts ?? []), ...factsOf(operation, addresses)],
    steps: [only],
    typed: isDangerous ? [proofOf(context, operation, input, count), ...largeTextProof(addresses)] : [],
    countdownMs: isDangerous ? context.countdownMs : 0,
  };
}

/** The number of targets where the input tells it; teams, addresses and files reach nobody knows how many. */
function proofOf(
  {tenant}: ActionContext,
  operation: AnyOperation,
  input: OperationInput,
  count: number | null,
): TypedProof {
  const isOpen = count === null || count < 2 || isUncounted(operation, input);
  return isOpen ? typedTenant(tenant) : typedCount(count, 'targets');
}

/** The addresses that an input names, as text; empty where it names none. */
const addressesOf = (operation: AnyOperation, {body}: OperationInput): string =>
  fieldsOf(operation.body)
    .filter(field => field.pick === 'addresses')
    .flatMap(field => valueAt(body, [field.name]) as readonly string[] | undefined)
    .filter(text => text !== undefined)
    .join(' ');

function factsOf(operation: AnyOperation, addresses: string): readonly string[] {
  return [
    ...(operation.confidence === 'inferred'
      ? [`The path ${operation.method} ${operation.path} is inferred: no source shows it.`]
      : []),
    ...(addresses === '' ? [] : addressFacts(addresses)),
  ];
}

function outcomeOf(
  {session}: ActionContext,
  operation: AnyOperation,
  input: OperationInput,
  {data, answer, presence}: {data: unknown; answer: Answer<unknown>; presence: OperationPresence | null},
): Outcome {
  const rows = data === undefined ? [] : rowsOf(operation, data);
  const failed = rows.filter(isNotDone).length;
  const job = jobOfAnswer(operation, input, answer);
  if (job) session.watchList.follow(job.kind, job.id, session.clock.now(), job.parent);
  const counted =
    rows.length > 0 ? ` ${rows.length - failed} of ${rows.length} done${failed > 0 ? `, ${failed} not` : ''}.` : '';
  const followed = job ? ` Job ${job.id} runs in the background; it is followed in Watch.` : '';
  return {
    summary: `Status ${answer.status}.${counted}${followed}`,
    rows,
    isRefused: rows.length > 0 && failed === rows.length,
    job: job ? {...job, wanted: presence?.wanted ?? null} : null,
    expected: [],
  };
}

/** What the answer says of each target; nothing where it is not what its row promises. */
function rowsOf(operation: AnyOperation, data: unknown): readonly OutcomeRow[] {
  try {
    return (operation.outcomes?.(data) ?? []).map(safeRow);
  } catch {
    return [];
  }
}

/** What went wrong in `work`, in words, or null. */
function problemOf(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return failureWords(error);
  }
}

const safeRow = (row: OutcomeRow): OutcomeRow => ({
  who: safeText(row.who, 80),
  before: safeText(row.before, 40),
  after: safeText(row.after, 40),
  message: row.message === null ? null : safeText(row.message, 200),
  ...(row.isPutOff ? {isPutOff: true} : {}),
});

/** Where it can be seen whether a request took effect whose answer was lost: a chat that it names is followed. */
function look({session}: ActionContext, {params}: OperationInput): ReturnType<ActionStep['look']> {
  const chatId = params?.['chat_id'];
  if (typeof chatId !== 'number') return {words: 'Read it back before it is repeated.', expected: []};
  session.watchList.follow('chat', chatId, session.clock.now());
  return {words: 'The chat is followed in Watch: look there before it is repeated.', expected: []};
}
