import {userInfo} from 'node:os';
import {createInterface} from 'node:readline/promises';
import type {ApprovalRequest} from '../approvals/approval-request.js';
import {giveApproval, requestToApprove} from '../approvals/give-approval.js';
import {shortDuration} from '../lib/format.js';
import type {Flags} from '../settings/flags.js';
import {SettingsError} from '../settings/settings-error.js';
import {safeText} from '../terminal/safe-text.js';
import type {CommandIo} from './command-io.js';
import {Ending} from './ending.js';
import {EXIT} from './exit-code.js';

/** Targets and characters of a request that are shown; the rest is counted. */
const TARGETS = 100;
const CHARACTERS = 4000;

/**
 * `floorwalker approve FILE`: shows what another user of this machine asks for, and agrees to it once the tenant's name is
 * typed, or given by `--confirm`. Sends nothing, needs neither token nor settings. Resolves to the exit code: 1 where it
 * was not agreed to. Throws ApprovalError, and SettingsError where nobody can be asked.
 */
export async function runApprove(file: string, flags: Flags, io: CommandIo): Promise<number> {
  const request = await requestToApprove(file, io.uid);
  const {tenant} = request;
  for (const line of linesOf(request, io.clock.wall())) io.stderr.write(`${safeText(line, CHARACTERS)}\n`);
  const ending = new Ending(io);
  const agreed = isAgreed(tenant, flags, io, ending.signal).then(async isYes => {
    if (!isYes) {
      io.stderr.write('Not agreed to.\n');
      return EXIT.failed;
    }
    await giveApproval(file, request, userInfo().username);
    io.stdout.write(`Agreed to: ${safeText(request.title, 300)}\n`);
    return EXIT.ok;
  });
  agreed.then(
    code => ending.end(code),
    error => ending.fail(error),
  );
  try {
    return await ending.result;
  } finally {
    ending.close();
  }
}

function linesOf({who, at, tenant, title, facts, targets, requests}: ApprovalRequest, now: number): readonly string[] {
  const age = shortDuration(Math.max(0, now - Date.parse(at)));
  const origin = who.ssh ? `, from ${who.ssh}` : '';
  return [
    `${who.user}${origin} asks, ${age} ago: tenant ${tenant}: ${title}`,
    ...facts.map(fact => `! ${fact}`),
    ...targets.slice(0, TARGETS).map(({kind, id, name}) => `  ${kind} ${id}${name ? ` ${name}` : ''}`),
    ...(targets.length > TARGETS ? [`  and ${targets.length - TARGETS} more`] : []),
    ...requests.map(({method, path, body}) => `${method} ${path}${body ? ` ${body}` : ''}`),
  ];
}

async function isAgreed(
  tenant: string,
  {confirm}: Flags,
  {stdin, stderr}: CommandIo,
  signal: AbortSignal,
): Promise<boolean> {
  if (confirm !== undefined) {
    if (confirm === tenant) return true;
    throw new SettingsError(
      `--confirm takes the tenant's name, ${safeText(tenant, 60)}, not "${safeText(confirm, 60)}".`,
    );
  }
  if (!stdin.isTTY || !stderr.isTTY) {
    throw new SettingsError(`Agree with --confirm ${safeText(tenant, 60)}, or on a terminal. Nothing was agreed to.`);
  }
  const terminal = createInterface({input: stdin, output: stderr});
  try {
    const answer = await terminal.question(`Type the tenant's name (${safeText(tenant, 60)}) to agree: `, {signal});
    return answer.trim() === tenant;
  } finally {
    terminal.close();
  }
}
