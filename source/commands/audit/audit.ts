import {readAuditLines} from '../../audit/audit-lines.js';
import type {AuditRecord} from '../../audit/audit-record.js';
import {readRecord} from '../../audit/read-record.js';
import {verifyAuditLog} from '../../audit/verify-audit-log.js';
import {jsonLine, printable} from '../../lib/json-line.js';
import type {Flags} from '../../settings/flags.js';
import {SettingsError} from '../../settings/settings-error.js';
import type {CommandIo} from '../command-io.js';
import {Ending} from '../ending.js';
import {EXIT} from '../exit-code.js';
import {maskerThere} from '../masker-of.js';
import {auditFilter} from './audit-filter.js';
import {auditFormat} from './audit-formats.js';
import {chooseLog} from './choose-log.js';

/** Records are written so many at a time. */
const AT_ONCE = 200;
const USUAL_WIDTH = 120;

/**
 * `floorwalker audit [FILE]`: the records of an audit log through all its parts, oldest first, or with `--verify` whether
 * their chain holds. Sends nothing and needs no token. Resolves to the exit code: 1 where the chain is broken or a line
 * cannot be read.
 */
export async function runAudit(file: string | undefined, flags: Flags, io: CommandIo): Promise<number> {
  const path = await chooseLog(file, flags, io);
  const masker = await maskerThere(io.environment, io.home);
  // Whoever looks for a number or an address finds it under its pseudonym as well.
  const aliases = masker
    ? flags.target.map(text => (masker.value({phone: text}) as {readonly phone: string}).phone)
    : [];
  const target = [...new Set([...flags.target, ...aliases])];
  const wanted = auditFilter({...flags, target}, io.clock.wall());
  const ending = new Ending(io);
  const run = flags.verify ? verified(path, flags, io) : printed(path, flags, wanted, io, ending.signal);
  run.then(
    code => ending.end(code),
    error => ending.fail(readable(path, error)),
  );
  try {
    return await ending.result;
  } finally {
    ending.close();
  }
}

async function printed(
  path: string,
  flags: Flags,
  wanted: (record: AuditRecord) => boolean,
  io: CommandIo,
  signal: AbortSignal,
): Promise<number> {
  const format = auditFormat((flags.format as 'json' | 'csv' | 'table' | undefined) ?? 'table', {
    width: io.stdout.columns ?? USUAL_WIDTH,
    isAscii: flags.ascii,
  });
  let odd = 0;
  let records: AuditRecord[] = [];
  await write(io, format.heading);
  for await (const {line} of readAuditLines(path)) {
    if (signal.aborted) break;
    const record = readRecord(line);
    if (!record) odd += 1;
    else if (wanted(record)) records.push(record);
    if (records.length < AT_ONCE) continue;
    await write(io, format.lines(records));
    records = [];
  }
  if (records.length > 0) await write(io, format.lines(records));
  if (odd === 0) return EXIT.ok;
  io.stderr.write(`${odd} ${odd === 1 ? 'line is' : 'lines are'} no record and left out: --verify says where.\n`);
  return EXIT.failed;
}

async function verified(path: string, flags: Flags, io: CommandIo): Promise<number> {
  const verdict = await verifyAuditLog(path);
  if (flags.format === 'json') await write(io, jsonLine(verdict));
  else if (verdict.ok) await write(io, printable(`${path}: ${verdict.lines} records, and their chain holds.\n`));
  else {
    const {brokenAt, reason, lines} = verdict;
    const words = `${verdict.path}: broken at record ${brokenAt}. ${reason} The ${lines} before it hold.\n`;
    io.stderr.write(printable(words));
  }
  return verdict.ok ? EXIT.ok : EXIT.failed;
}

/** Resolves when the reader has taken it, or is gone. */
const write = (io: CommandIo, text: string): Promise<void> =>
  text === '' ? Promise.resolve() : new Promise(resolve => io.stdout.write(text, () => resolve()));

function readable(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT')
    return new SettingsError(`There is no audit log ${path}: nothing was changed from here yet, or it was moved.`);
  if (code === 'EACCES' || code === 'EISDIR')
    return new SettingsError(`The audit log ${path} cannot be read (${code}).`);
  return error;
}
