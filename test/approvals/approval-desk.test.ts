import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {approvalText} from '../../source/approvals/approval.js';
import {ApprovalDesk, type AskedApproval, approvalPath} from '../../source/approvals/approval-desk.js';
import {ApprovalError} from '../../source/approvals/approval-error.js';
import {giveApproval, requestToApprove} from '../../source/approvals/give-approval.js';
import {systemClock} from '../../source/lib/clock.js';
import {manualClock} from '../helpers/manual-clock.js';

// Files belong to whoever really runs this; the one who asks is taken to be somebody else, unless a test says so.
const OWNER = process.getuid?.() ?? 0;
const OTHER = OWNER + 1;
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'floorwalker-approvals-'));
});
afterEach(() => rmSync(directory, {recursive: true}));

const desk = (uid: number | undefined = OTHER, place = directory) =>
  new ApprovalDesk({directory: place, uid, clock: systemClock, nameOf: async () => 'bea'});
const asking = {
  actionId: 'a-1',
  tenant: 'acme',
  title: 'Force logout: 12 agents',
  who: {user: 'ada', ssh: '192.0.2.7'},
  facts: ['Of the 12 agents known: 12 Break.'],
  targets: [{kind: 'agent', id: 7, name: 'Ann'}],
  requests: [{method: 'POST', path: '/agent_statuses/force_logout', body: '{"agent_ids":[7]}', hash: 'x', files: []}],
};

/** Puts an agreement beside a request, as some other program would. */
function put({request, path}: AskedApproval, text = approvalText(request), mode = 0o644): string {
  const file = approvalPath(path);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => null,
    reason => reason,
  );
  expect(error).toBeInstanceOf(ApprovalError);
  return (error as Error).message;
}

describe('whoever asks', () => {
  test('leaves a request for the group alone, waits, and hears who agreed; then nothing is left', async () => {
    const asked = await desk().ask(asking);
    expect(statSync(asked.path).mode & 0o777).toBe(0o640);
    expect(await desk().look(asked)).toBeNull();
    const agreed = desk().agreed(asked, new AbortController().signal);
    const {request} = await requestToApprove(asked.path, OTHER, Date.now());
    expect(request).toEqual(asked.request);
    await giveApproval(asked.path, request);
    expect(await agreed).toEqual({uid: OWNER, name: 'bea'});
    await desk().close(asked);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('stops waiting when told to', async () => {
    const over = new AbortController();
    const agreed = desk().agreed(await desk().ask(asking), over.signal);
    over.abort(new Error('enough'));
    await expect(agreed).rejects.toThrow('enough');
  });

  test('is told what is wrong with the directory, and nothing half-written stays', async () => {
    expect(await refusal(desk(OTHER, join(directory, 'none')).ask(asking))).toMatch(
      /cannot be written .*ENOENT.*group/,
    );
    writeFileSync(join(directory, 'file'), '');
    expect(await refusal(desk(OTHER, join(directory, 'file')).ask(asking))).toContain('ENOTDIR');
    const nobody = new ApprovalDesk({directory, uid: undefined, clock: systemClock, nameOf: async () => 'bea'});
    expect(await refusal(nobody.ask(asking))).toContain('does not tell who owns a file');
    expect(readdirSync(directory)).toEqual(['file']);
  });

  test('nobody is waited for longer than a quarter of an hour, whichever clock counts it', async () => {
    const clock = manualClock();
    const patient = new ApprovalDesk({directory, uid: OTHER, clock, nameOf: async () => 'bea'});
    const refused = refusal(patient.agreed(await patient.ask(asking), new AbortController().signal));
    let isOver = false;
    void refused.then(() => {
      isOver = true;
    });
    clock.jumpWall(15 * 60_000);
    await vi.waitFor(
      async () => {
        await clock.advance(500);
        expect(isOver).toBe(true);
      },
      {timeout: 20_000},
    );
    expect(await refused).toContain('Nobody else agreed within 15 minutes');
  });

  test('what a killed run has left behind goes with the next request, what others have left stays', async () => {
    const old = await desk(OWNER).ask(asking);
    const hourAgo = new Date(Date.now() - 2 * 60 * 60_000);
    utimesSync(old.path, hourAgo, hourAgo);
    const others = await desk(OTHER).ask(asking);
    expect(existsSync(old.path)).toBe(true);
    await desk(OWNER).ask(asking);
    expect([existsSync(old.path), existsSync(others.path)]).toEqual([false, true]);
    expect(await refusal(requestToApprove(others.path, OTHER, Date.now() + 16 * 60_000))).toContain('is over');
  });

  test('each request has a code of its own', async () => {
    const codes = new Set<string>();
    for (let index = 0; index < 50; index += 1) codes.add((await desk().ask(asking)).request.code);
    expect(codes.size).toBe(50);
  });
});

describe('an agreement does not count', () => {
  test.each<[string, RegExp, (asked: AskedApproval) => void]>([
    [
      'that is for another request',
      /another request/,
      asked => put(asked, approvalText({...asked.request, code: '0123456789'})),
    ],
    ['to other targets', /another request/, asked => put(asked, approvalText({...asked.request, targets: []}))],
    [
      'asked for by somebody else',
      /another request/,
      asked => put(asked, approvalText({...asked.request, who: {user: 'eve', ssh: null}})),
    ],
    [
      'with a line around it, as a log has',
      /another request/,
      asked => put(asked, `GET / 200\n${approvalText(asked.request)}`),
    ],
    ['that is empty', /another request/, asked => put(asked, '')],
    ['that the group can write', /others than its owner/, asked => put(asked, undefined, 0o664)],
    ['that anybody can write', /others than its owner/, asked => put(asked, undefined, 0o646)],
    ['that has a second name', /is a link/, asked => linkSync(put(asked), join(directory, 'again'))],
    [
      'that is a link to one',
      /cannot be read \(ELOOP\)/,
      asked => {
        const elsewhere = join(directory, 'elsewhere');
        writeFileSync(elsewhere, approvalText(asked.request));
        symlinkSync(elsewhere, approvalPath(asked.path));
      },
    ],
  ])('%s', async (_what, reason, forge) => {
    const asked = await desk().ask(asking);
    forge(asked);
    expect(await refusal(desk().look(asked))).toMatch(reason);
  });

  test.each([
    {title: 'Set 1 agent to Break'},
    {facts: ['Only a drill.']},
    {at: '2026-01-01T00:00:00.000Z'},
    {tenant: 'other'},
  ])('to a request that was shown as %j', async changed => {
    const asked = await desk().ask(asking);
    put(asked, approvalText({...asked.request, ...changed}));
    expect(await refusal(desk().look(asked))).toContain('another request');
  });

  test('by somebody without an account', async () => {
    const strangers = new ApprovalDesk({directory, uid: OTHER, clock: systemClock, nameOf: async () => null});
    const asked = await strangers.ask(asking);
    put(asked);
    expect(await refusal(strangers.look(asked))).toContain('no account on this machine');
  });

  test('by the user who asks', async () => {
    const asked = await desk(OWNER).ask(asking);
    put(asked);
    expect(await refusal(desk(OWNER).look(asked))).toContain('by the user who asks');
    expect(await refusal(requestToApprove(asked.path, OWNER, Date.now()))).toContain('your own');
  });

  test.runIf(OWNER === 0)('by the user who asks, and does once the file is really given to another', async () => {
    const asked = await desk(OWNER).ask(asking);
    const file = put(asked);
    await refusal(desk(OWNER).look(asked));
    chownSync(file, 65_534, 65_534);
    expect(await desk(OWNER).look(asked)).toEqual({uid: 65_534, name: 'bea'});
  });
});

describe('whoever agrees', () => {
  test.each<[string, RegExp, (path: string) => string]>([
    ['to no file', /There is no request/, () => join(directory, 'none.request.json')],
    ['to a folder', /no plain file|cannot be read/, () => directory],
    [
      'to something else',
      /is no request/,
      () => {
        writeFileSync(join(directory, 'x'), '{}');
        return join(directory, 'x');
      },
    ],
    [
      'to a request under another name',
      /is no request/,
      path => {
        linkSync(path, join(directory, 'x.request.json'));
        return join(directory, 'x.request.json');
      },
    ],
  ])('%s is told so', async (_what, reason, make) => {
    const {path} = await desk().ask(asking);
    expect(await refusal(requestToApprove(make(path), OTHER, Date.now()))).toMatch(reason);
  });

  test('too late, or twice, is told so', async () => {
    const asked = await desk().ask(asking);
    await giveApproval(asked.path, asked.request);
    expect(await refusal(giveApproval(asked.path, asked.request))).toContain('agreed to this request already');
    await desk().close(asked);
    expect(await refusal(giveApproval(asked.path, asked.request))).toContain('is over');
    expect(existsSync(approvalPath(asked.path))).toBe(false);
  });
});
