import {expect, test} from 'vitest';
import {ActionRunner} from '../../source/actions/action-runner.js';
import type {JobWatch} from '../../source/actions/job-watch.js';
import type {SecondPerson} from '../../source/actions/second-person.js';
import type {SeenWatch} from '../../source/actions/seen-watch.js';
import type {RequestEvent} from '../../source/api/client.js';
import {AnswerLostError, type ApiError, RateLimitedError, UnreachableError} from '../../source/api/errors.js';
import type {SendOptions} from '../../source/api/send-options.js';
import type {AuditEntry} from '../../source/audit/audit-record.js';
import type {TenantSession} from '../../source/session/tenant-session.js';
import {ActivityLog} from '../../source/state/activity-log.js';
import {manualClock} from '../helpers/manual-clock.js';
import {agreedTo, escalation} from './prepared.js';

/** A runner whose requests are answered, refused or left waiting by hand; each line of its log waits for `written`, if given. */
function byHand(second: SecondPerson | null = null, action = escalation(), written: Promise<void> | null = null) {
  const clock = manualClock();
  const lines: AuditEntry[] = [];
  const closing = new AbortController();
  let isBroken = false;
  let options: SendOptions | undefined;
  let fail: (error: unknown) => void = () => {};
  let answer: (answer: unknown) => void = () => {};
  let hear: (event: RequestEvent) => void = () => {};
  const client = {
    run: (_operation: unknown, _input: unknown, given: SendOptions) =>
      new Promise((resolve, reject) => {
        options = given;
        fail = reject;
        answer = resolve;
        if (given.signal?.aborted) reject(given.signal.reason);
        given.signal?.addEventListener('abort', () => reject(given.signal?.reason));
      }),
  };
  const session = {
    client,
    clock,
    budget: {view: () => ({rate: 1})},
    listen: (listener: {onRequest: (event: RequestEvent) => void}) => {
      hear = listener.onRequest;
      return () => {};
    },
  } as unknown as TenantSession;
  const audit = {
    path: '',
    append: async (entry: AuditEntry) => {
      if (isBroken) throw new Error('the disk is full');
      lines.push(entry);
      await written;
      return {} as never;
    },
    close: async () => {},
  };
  const runner = new ActionRunner({
    session,
    audit,
    activity: new ActivityLog(),
    seen: {expect: () => {}} as unknown as SeenWatch,
    jobs: {} as unknown as JobWatch,
    dryRun: false,
    countdownMs: 5000,
    second,
    signal: closing.signal,
  });
  /** The request has ended so; `signal`: another one has. */
  const heard = (error: ApiError, signal = options?.signal) =>
    hear({signal, status: error.status, error} as unknown as RequestEvent);
  const refuse = () => {
    options?.onSent?.();
    heard(new RateLimitedError('refused', null));
  };
  return {
    clock,
    runner,
    action,
    closing,
    refuse,
    heard,
    leave: () => options?.onSent?.(),
    /** Its slot opens; true: it may leave. */
    opens: () => {
      options?.beforeLeaving?.();
      return !options?.signal?.aborted;
    },
    fail: (error: unknown) => fail(error),
    answer: () => answer({data: {}, status: 200, at: clock.now()}),
    breakLog: () => {
      isBroken = true;
    },
    events: () => lines.map(({event}) => event),
    outcome: () => lines.at(-1)?.outcome,
    run: () => runner.run(action, agreedTo(action)),
  };
}

test('what the tenant refuses for 30 s is told as refused: sent once, one outcome, every refusal counted', async () => {
  const {clock, run, refuse, events, outcome} = byHand();
  const running = run();
  await clock.advance(10);
  refuse();
  await clock.advance(20_000);
  refuse();
  await clock.advance(10_000);
  expect(await running).toMatchObject({stage: 'refused', words: expect.stringMatching(/nothing was done/)});
  expect(events()).toEqual(['prepared', 'sent', 'refused']);
  expect(outcome()).toMatchObject({refusals: 2});
});

test('what is under way when the patience ends waits for its answer, and ends with the next refusal', async () => {
  const {clock, run, leave, refuse, events} = byHand();
  const running = run();
  await clock.advance(10);
  leave();
  await clock.advance(40_000);
  expect(events()).toEqual(['prepared', 'sent']);
  refuse();
  expect((await running).stage).toBe('refused');
});

test('an action that waits can be taken back; one under way cannot', async () => {
  const {clock, run, runner, action, leave, refuse, events, outcome} = byHand();
  const running = run();
  await clock.advance(10);
  leave();
  expect(runner.withdraw(action)).toBe(false);
  refuse();
  expect((await running).stage).toBe('not-sent');
  expect(events()).toEqual(['prepared', 'sent', 'cancelled']);
  expect(outcome()).toMatchObject({sent: true, refusals: 1});
});

test('an action taken back while its first request is under way ends there: what would follow is not sent', async () => {
  const [first] = escalation().steps;
  const two = escalation({steps: [first, first] as never});
  const {clock, run, runner, leave, answer, events, outcome} = byHand(null, two);
  const running = run();
  await clock.advance(10);
  leave();
  expect(runner.withdraw(two)).toBe(false);
  answer();
  expect(await running).toMatchObject({
    stage: 'not-sent',
    words: 'done Then: Cancelled before it was sent.',
    nextStep: 'Nothing more was sent.',
  });
  expect(events()).toEqual(['prepared', 'sent', 'accepted', 'cancelled']);
  expect(outcome()).toMatchObject({sent: false});
});

test('an action taken back while its line is being written is not sent', async () => {
  let write = (): void => {};
  const written = new Promise<void>(resolve => {
    write = resolve;
  });
  const {clock, run, runner, action, events} = byHand(null, escalation(), written);
  const running = run();
  await clock.advance(10);
  expect(runner.withdraw(action)).toBe(true);
  write();
  expect((await running).stage).toBe('not-sent');
  expect(events()).toEqual(['prepared', 'cancelled']);
});

test('one taken back while it is under way is not sent again when the tenant refuses it', async () => {
  const {clock, run, runner, action, leave, refuse} = byHand();
  const running = run();
  await clock.advance(10);
  leave();
  runner.withdraw(action);
  // Pressed again, Escape closes the dialog.
  expect(runner.withdraw(action)).toBe(false);
  refuse();
  expect((await running).stage).toBe('not-sent');
});

test('a loss is not undone by what another try came to', async () => {
  const {clock, run, leave, heard, fail, events} = byHand();
  const running = run();
  await clock.advance(10);
  leave();
  heard(new AnswerLostError('The answer was lost'));
  fail(new UnreachableError('The tenant cannot be reached'));
  expect(await running).toMatchObject({
    stage: 'unknown',
    words: 'The tenant cannot be reached Whether an earlier try took effect is not known.',
  });
  expect(events()).toEqual(['prepared', 'sent', 'unknown']);
});

test('one whose answer was lost, and which waits to be sent again, can be taken back; that is told as unknown', async () => {
  const {clock, run, runner, action, leave, heard} = byHand();
  const running = run();
  await clock.advance(10);
  leave();
  heard(new AnswerLostError('The answer was lost'));
  expect(runner.withdraw(action)).toBe(true);
  expect((await running).stage).toBe('unknown');
});

test('a refusal of another request, however much alike, is not taken for its own', async () => {
  const {clock, run, runner, action, leave, heard, answer, outcome} = byHand();
  const running = run();
  await clock.advance(10);
  leave();
  expect(runner.withdraw(action)).toBe(false);
  heard(new RateLimitedError('refused', null), new AbortController().signal);
  answer();
  expect((await running).stage).toBe('accepted');
  expect(outcome()).not.toHaveProperty('refusals');
});

test('what follows a request that was answered after a sleep is not sent', async () => {
  const [first] = escalation().steps;
  const {clock, run, leave, opens, answer, events} = byHand(null, escalation({steps: [first, first] as never}));
  const running = run();
  await clock.advance(10);
  leave();
  clock.jumpWall(3_600_000);
  answer();
  await clock.advance(10);
  expect(opens()).toBe(false);
  expect(await running).toMatchObject({
    stage: 'not-sent',
    words: expect.stringMatching(/^done Then: The machine slept/),
  });
  expect(events()).toEqual(['prepared', 'sent', 'accepted', 'prepared', 'cancelled']);
});

test('what was run is not told as cancelled afterwards', async () => {
  const {clock, run, runner, action, leave, answer, events} = byHand();
  const running = run();
  await clock.advance(10);
  leave();
  answer();
  await running;
  await runner.cancelled(action);
  expect(events()).toEqual(['prepared', 'sent', 'accepted']);
});

test('an outcome that could not be written is told', async () => {
  const {clock, run, leave, answer, breakLog} = byHand();
  const running = run();
  await clock.advance(10);
  leave();
  breakLog();
  answer();
  expect(await running).toMatchObject({stage: 'accepted', unwritten: 'the disk is full'});
});

test('leaving: what waits is not sent, and all is settled', async () => {
  const {clock, run, runner, closing, events, outcome} = byHand();
  const running = run();
  await clock.advance(10);
  closing.abort(0);
  await runner.settled();
  expect((await running).stage).toBe('not-sent');
  expect(events()).toEqual(['prepared', 'cancelled']);
  expect(outcome()).toMatchObject({sent: false});
});

test('what waited for its slot while the machine slept is not sent, however short it seemed', async () => {
  const {clock, run, opens, events, outcome} = byHand();
  const running = run();
  await clock.advance(10);
  expect(opens()).toBe(true);
  clock.jumpWall(3_600_000);
  expect(opens()).toBe(false);
  expect(await running).toMatchObject({stage: 'not-sent', words: expect.stringMatching(/^The machine slept/)});
  expect(events()).toEqual(['prepared', 'cancelled']);
  expect(outcome()).toMatchObject({sent: false});
});

test('what had left before the machine slept, and was to be sent again, is told as unknown', async () => {
  const {clock, run, leave, opens, events} = byHand();
  const running = run();
  await clock.advance(10);
  leave();
  clock.jumpWall(3_600_000);
  expect(opens()).toBe(false);
  expect(await running).toMatchObject({stage: 'unknown', words: expect.stringMatching(/^The machine slept/)});
  expect(events().at(-1)).toBe('unknown');
});

test('what was refused before the machine slept is told as refused', async () => {
  const {clock, run, refuse, opens} = byHand();
  const running = run();
  await clock.advance(10);
  refuse();
  clock.jumpWall(3_600_000);
  opens();
  expect(await running).toMatchObject({stage: 'refused', words: expect.stringMatching(/^The machine slept/)});
});

test('what never left is told as not sent', async () => {
  const {clock, run, fail, events} = byHand();
  const running = run();
  await clock.advance(10);
  fail(new UnreachableError('The tenant cannot be reached'));
  expect(await running).toMatchObject({stage: 'not-sent', nextStep: expect.stringMatching(/Nothing left/)});
  expect(events()).toEqual(['prepared', 'cancelled']);
});

test('whoever waits for the last outcome waits for the files of a second person too, and does not turn in a circle', async () => {
  let isClosed = false;
  const close = async (): Promise<void> => {
    await new Promise(resolve => setImmediate(resolve));
    isClosed = true;
  };
  const {clock, run, fail, runner} = byHand({isNeeded: () => false, close} as unknown as SecondPerson);
  const running = run();
  await clock.advance(10);
  fail(new UnreachableError('The tenant cannot be reached'));
  await runner.settled();
  expect(isClosed).toBe(true);
  expect((await running).stage).toBe('not-sent');
});
