import {statSync} from 'node:fs';
import {dirname} from 'node:path';
import {ApiError} from '../../api/errors.js';
import {FileSink} from '../../api/file-sink.js';
import type {AnyOperation} from '../../api/operation.js';
import {freeEarly} from '../../lib/free-early.js';
import {resolvePath} from '../../settings/directories.js';
import type {Flags} from '../../settings/flags.js';
import {SettingsError} from '../../settings/settings-error.js';
import {atMost} from '../bounded.js';
import type {CommandIo} from '../command-io.js';
import {Ending} from '../ending.js';
import {EXIT} from '../exit-code.js';
import {findOperation} from '../find-operation.js';
import {type OpenTenant, openTenant} from '../open-tenant.js';
import {answerLine, printBody} from './print-answer.js';
import {printRequest} from './print-request.js';
import {readInput} from './read-input.js';
import {ask, type Called, change} from './send.js';
import {TransferProgress} from './transfer-progress.js';

/** What is given to the end of an interrupted call, ms. */
const CLEAN_UP_MS = 900;
/** And to a hook that is to be told of it, ms: once the answer was delivered, before a failure is told, after a signal. */
const DELIVERED_MS = 5000;
const FAILED_MS = 1000;
const INTERRUPTED_MS = 200;

/**
 * `floorwalker call ID`: runs one operation. The answer's body goes to stdout or into a file, status and times to stderr.
 * Resolves to the exit code: 0, or 1 where the tenant refused some of several targets. Throws SettingsError and
 * InvalidInputError before anything is sent, later the ApiError of what failed.
 */
export async function runCall(id: string, flags: Flags, io: CommandIo): Promise<number> {
  const operation = findOperation(id);
  const ending = new Ending(io);
  const afterwards: Call['afterwards'] = [];
  let patience = FAILED_MS;
  try {
    const output = outputOf(operation, flags, io);
    const input = await Promise.race([readInput(operation, flags, io), ended(ending)]);
    if (input === null) return await ending.result;
    const tenant = await openTenant({...io, flags});
    try {
      const request = tenant.session.client.build(operation, input);
      if (flags.dryRun) {
        printRequest(request, tenant.settings.baseUrl, flags.format === 'json', io);
        return EXIT.ok;
      }
      const call = {operation, input, output, tenant, flags, io, signal: ending.signal, afterwards};
      const isTransfer = operation.answers === 'file' || operation.encoding === 'multipart';
      const sending = isTransfer ? freeEarly(io.clock, () => send(call)) : send(call);
      const code = await Promise.race([sending, ended(ending)]);
      patience = DELIVERED_MS;
      if (code === null) {
        // What is under way is broken off; its file is removed and its outcome written down before the program ends.
        await tenant.close();
        await atMost(
          sending.catch((error: unknown) => tellUnknown(error, operation, io)),
          CLEAN_UP_MS,
          io.clock,
        );
      } else ending.end(code);
      return await ending.result;
    } finally {
      await tenant.close();
      for (const wait of afterwards) {
        const words = (await Promise.race([wait(patience), ending.signalled])) ?? (await wait(INTERRUPTED_MS));
        if (words) io.stderr.write(`${words}\n`);
      }
    }
  } finally {
    ending.close();
  }
}

/** A write that was on its way when it was interrupted may have taken effect: that is said. */
function tellUnknown(error: unknown, operation: AnyOperation, {stderr}: CommandIo): void {
  if (operation.class === 'read' || !(error instanceof ApiError) || error.reached === 'no') return;
  stderr.write(
    `${operation.id}: interrupted; whether it took effect is not known. Read it back before it is repeated.\n`,
  );
}

/** Null as soon as the command is ended from outside. */
async function ended(ending: Ending): Promise<null> {
  if (!ending.signal.aborted) {
    await new Promise<void>(resolve => ending.signal.addEventListener('abort', () => resolve(), {once: true}));
  }
  return null;
}

/** Where the answer goes, checked before anything is sent; null for stdout. */
function outputOf(operation: AnyOperation, {output, dryRun}: Flags, {stdout, home, cwd}: CommandIo): string | null {
  if (output === undefined) {
    if (operation.answers === 'file' && stdout.isTTY && !dryRun) {
      throw new SettingsError(`${operation.id} answers with a file: add --output PATH, or send it into a pipe.`);
    }
    return null;
  }
  const path = resolvePath(output, {home, from: cwd});
  const folder = statSync(dirname(path), {throwIfNoEntry: false});
  if (!folder?.isDirectory()) throw new SettingsError(`--output ${path}: there is no folder ${dirname(path)}.`);
  if (statSync(path, {throwIfNoEntry: false})?.isDirectory()) {
    throw new SettingsError(`--output ${path} is a folder: name a file in it.`);
  }
  return path;
}

/** One call, from its checked input to its exit code. */
export type Call = {
  readonly operation: AnyOperation;
  readonly input: Awaited<ReturnType<typeof readInput>>;
  readonly output: string | null;
  readonly tenant: OpenTenant;
  readonly flags: Flags;
  readonly io: CommandIo;
  readonly signal: AbortSignal;
  /** What is waited for in the end, `ms` at most: each resolves to a sentence, or to null. */
  readonly afterwards: ((ms: number) => Promise<string | null>)[];
};

async function send(call: Call): Promise<number> {
  const {operation, output, io, tenant} = call;
  if (tenant.masker && (output !== null || operation.answers === 'file')) {
    throw new SettingsError(
      `${output === null ? `${operation.id} answers with a file, which` : '--output writes the answer as it comes; it'} cannot be masked: ` +
        'leave out --mask-pii (or maskPii in the profile). Nothing was sent.',
    );
  }
  const progress = new TransferProgress(io.stderr, io.clock);
  const sink = output === null ? null : await openSink(output, progress);
  try {
    if (operation.class === 'read') await tenant.settings.token();
    const called = operation.class === 'read' ? await ask(call, sink) : await change(call, sink);
    progress.end();
    if (called === null) return EXIT.failed;
    await deliver(called, sink, io);
    for (const line of called.failed) io.stderr.write(`${line}\n`);
    return called.failed.length > 0 ? EXIT.failed : EXIT.ok;
  } finally {
    progress.end();
    await sink?.discard();
  }
}

async function openSink(path: string, progress: TransferProgress): Promise<FileSink> {
  try {
    return await FileSink.open(path, progress.show);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new SettingsError(`--output ${path} cannot be written (${code}).`);
  }
}

async function deliver({answer}: Called, sink: FileSink | null, io: CommandIo): Promise<void> {
  if (sink) {
    const size = await sink.commit();
    io.stderr.write(`${size} bytes written\n`);
  } else {
    await printBody(answer.body, io.stdout);
  }
  io.stderr.write(answerLine(answer));
}
