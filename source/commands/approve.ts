import {accountName} from '../approvals/account-name.js';
import type {ApprovalRequest} from '../approvals/approval-request.js';
import {giveApproval, requestToApprove} from '../approvals/give-approval.js';
import {shortDuration} from '../lib/format.js';
import type {Flags} from '../settings/flags.js';
import {SettingsError} from '../settings/settings-error.js';
import {safeText} from '../terminal/safe-text.js';
import {askLines} from './ask-line.js';
import type {CommandIo} from './command-io.js';
import {Ending} from './ending.js';
import {EXIT} from './exit-code.js';

/**
 * `floorwalker approve FILE`: shows all that another user of this machine asks for, and agrees to it once the tenant's name
 * is typed, or given by `--confirm`. Sends nothing, needs neither token nor settings. Resolves to the exit code: 1 where it
 * was not agreed to. Throws ApprovalError, InterruptedError, and SettingsError where nobody can be asked.
 */
export async function runApprove(file: string, flags: Flags, io: CommandIo): Promise<number> {
  const {request, uid} = await requestToApprove(file, io.uid, io.clock.wall());
  const owner = (await accountName(uid)) ?? `uid ${uid}`;
  for (const line of linesOf(request, owner, io.clock.wall())) {
    io.stderr.write(`${safeText(line, Number.POSITIVE_INFINITY)}\n`);
  }
  const ending = new Ending(io);
  const agreed = isAgreed(request.tenant, flags, io, ending.signal).then(async isYes => {
    if (!isYes) {
      io.stderr.write('Not agreed to.\n');
      return EXIT.failed;
    }
    await giveApproval(file, request);
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

/** Everything that is agreed to, nothing left out; what it comes to stands last, right above the question. */
function linesOf(
  {who, at, tenant, title, facts, targets, requests}: ApprovalRequest,
  owner: string,
  now: number,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const {kind} of targets) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const all = [...counts].map(([kind, count]) => `${kind}: ${count}`).join(', ');
  return [
    ...targets.map(({kind, id, name}) => `  ${kind} ${id}${name ? ` ${name}` : ''}`),
    ...requests.flatMap(({method, path, body, files}) => [
      `${method} ${path}${body ? ` ${body}` : ''}`,
      ...files.map(file => `  with ${file.path}: ${file.size} bytes, SHA-256 ${file.hash}`),
    ]),
    ...facts.map(fact => `! ${fact}`),
    `${owner}${who.ssh ? `, from ${who.ssh},` : ''} asks, ${shortDuration(Math.max(0, now - Date.parse(at)))} ago: tenant ${tenant}: ${title}`,
    ...(all ? [`In all: ${all}.`] : []),
  ];
}

async function isAgreed(tenant: string, {confirm}: Flags, io: CommandIo, signal: AbortSignal): Promise<boolean> {
  const name = safeText(tenant, 60);
  if (confirm !== undefined) {
    if (confirm === tenant) return true;
    throw new SettingsError(`--confirm takes the tenant's name, ${name}, not "${safeText(confirm, 60)}".`);
  }
  if (!io.stdin.isTTY || !io.stderr.isTTY) {
    throw new SettingsError(`Agree with --confirm ${name}, or on a terminal. Nothing was agreed to.`);
  }
  return askLines(
    io,
    signal,
    async ask => (await ask(`Type the tenant's name (${name}) to agree: `))?.trim() === tenant,
  );
}
