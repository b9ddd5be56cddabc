import type {ActionResult} from '../../actions/action-result.js';
import {isProblem} from '../../actions/prepared-action.js';
import type {AnswerSink} from '../../api/answer-sink.js';
import type {Answer} from '../../api/client.js';
import {ApiError} from '../../api/errors.js';
import {buildEngine} from '../../build-engine.js';
import type {Engine} from '../../engine.js';
import {stampOf} from '../../lib/clock.js';
import {SleepWatch} from '../../lib/sleep-watch.js';
import {isNotDone} from '../../lib/target-outcome.js';
import {SettingsError} from '../../settings/settings-error.js';
import {ActivityLog} from '../../state/activity-log.js';
import {safeText} from '../../terminal/safe-text.js';
import {auditOf} from '../audit-of.js';
import {closeUnfinished} from '../close-unfinished.js';
import {secondPersonOf} from '../second-person-of.js';
import {agree} from './agree.js';
import type {Call} from './call.js';
import {countDown} from './count-down.js';
import {waitForSecond} from './wait-for-second.js';

/** An answer, and a sentence for each target that the tenant refused. */
export type Called = {readonly answer: Answer<unknown>; readonly failed: readonly string[]};

/** Runs an operation that only asks; tried again, with bounds, where its row allows. Rejects with an ApiError. */
export async function ask({operation, input, tenant, io, signal}: Call, sink: AnswerSink | null): Promise<Called> {
  const answer = await tenant.session.client.run(operation, input as never, {
    passage: 'act',
    signal,
    isLenient: true,
    isRepeated: true,
    sink: sink ?? streaming(io.stdout, operation.answers === 'file'),
  });
  return {answer, failed: []};
}

/** A file without a name goes to stdout piece by piece. */
function streaming(stdout: NodeJS.WritableStream, isFile: boolean): AnswerSink | undefined {
  if (!isFile) return undefined;
  return {
    begin: () => {},
    write: piece =>
      new Promise<void>((resolve, reject) => {
        stdout.write(Buffer.from(piece), error => (error ? reject(error) : resolve()));
      }),
  };
}

/**
 * Runs an operation that writes: agreed to, audited, sent once. Null when it was not agreed to. Throws SettingsError, or
 * the failure that ended it.
 */
export async function change(call: Call, sink: AnswerSink | null): Promise<Called | null> {
  const {operation, input, tenant, flags, io, signal, afterwards} = call;
  const {settings, session} = tenant;
  if (settings.readOnly) {
    throw new SettingsError(
      `${operation.id} changes the tenant, and this is read-only: leave out --read-only, or readOnly in the profile. Nothing was sent.`,
    );
  }
  const problems = {
    // Whoever writes the next line is told the same.
    onProblem: () => {},
    onHookProblem: (words: string) => void io.stderr.write(`${words}\n`),
  };
  const audit = await auditOf(settings, io, problems, tenant.masker);
  afterwards.push(audit.toldWithin);
  for (const told of await closeUnfinished(audit, io.clock)) io.stderr.write(`${told}\n`);
  let engine: Engine | null = null;
  try {
    // What is typed into a command line was thought over: there is no countdown. What is asked for is counted down.
    const isThoughtOver = flags.confirm !== undefined;
    engine = buildEngine({
      session,
      settings: isThoughtOver ? {...settings, countdownSeconds: 0} : settings,
      audit,
      activity: new ActivityLog(),
      readOnly: tenant.readOnly,
      dryRun: false,
      second: secondPersonOf(settings, io, tenant.masker),
      home: io.home,
      signal,
    });
    const answers: Answer<unknown>[] = [];
    const use = {onAnswer: (one: Answer<unknown>) => void answers.push(one), ...(sink ? {sink} : {})};
    const action = engine.prepare.operation(operation, input, use);
    if (isProblem(action)) throw new SettingsError(action.problem);
    const typed = await agree(action, {tenant: settings.tenant, operation: operation.id, flags, io}, signal);
    if (typed === null) {
      io.stderr.write('Not agreed to: nothing was sent.\n');
      return null;
    }
    const sleep = new SleepWatch(io.clock);
    await settings.token();
    if (engine.second?.isNeeded(action)) await waitForSecond(engine.second, action, io, signal);
    const {runner} = engine;
    const cancelled = async (error: unknown): Promise<never> => {
      await runner.cancelled(action);
      throw error;
    };
    const {countdownMs} = action;
    const provenAt = countdownMs > 0 ? await countDown(countdownMs, io, signal).catch(cancelled) : stampOf(io.clock);
    if (provenAt === null) {
      await runner.cancelled(action);
      io.stderr.write('Cancelled: nothing was sent.\n');
      return null;
    }
    if (sleep.lasted() > 0) {
      await runner.cancelled(action);
      throw new NotSentError('Not sent: the machine slept after it was agreed to. Look, and act again.');
    }
    const agreement = {confirmed: action.id, typed, provenAt};
    const result = await runner.run(action, agreement);
    if (result.unwritten) {
      io.stderr.write(`How it ended is not in the audit log, which will tell it as unknown: ${result.unwritten}\n`);
    }
    return calledOf(result, answers.at(-1) ?? null);
  } finally {
    // Ended from outside, the connection is broken off, and the outcome that nobody knows is written down.
    if (signal.aborted) await tenant.close();
    await engine?.runner.settled();
    await audit.close();
  }
}

function calledOf(result: ActionResult, answer: Answer<unknown> | null): Called {
  const failed = result.rows.filter(isNotDone).map(row => `Not done for ${row.who}: ${row.message}`);
  if (answer !== null) return {answer, failed};
  if (result.stage === 'unknown') throw new OutcomeUnknownError(safeText(result.words, 600), result.nextStep ?? '');
  if (result.cause instanceof ApiError) throw result.cause;
  throw new NotSentError(safeText([result.words, result.nextStep].filter(Boolean).join(' '), 600));
}

/** It was sent, and nobody knows whether it took effect: not a tenant out of reach, where a script may simply try again. */
class OutcomeUnknownError extends ApiError {
  override readonly name = 'OutcomeUnknownError';
  override readonly nextStep: string;
  override readonly reached = 'maybe';

  constructor(message: string, nextStep: string) {
    super(message);
    this.nextStep = nextStep;
  }
}

/** The runner refused to send it, for instance because the audit log cannot be written. */
class NotSentError extends ApiError {
  override readonly name = 'NotSentError';
  override readonly nextStep = '';
  override readonly reached = 'no';
}
