import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {runCall} from '../../source/commands/call/call.js';
import {runDoctor} from '../../source/commands/doctor/doctor.js';
import {runOperations} from '../../source/commands/operations.js';
import {runSnapshot} from '../../source/commands/snapshot.js';
import {runWatch} from '../../source/commands/watch.js';
import {byteProblems, jsonProblems, PROGRESS_SEQUENCES} from './byte-check.js';
import {type Ran, runCommand} from './command-io.js';
import type {Findings} from './findings.js';
import type {HostileStrings} from './strings.js';
import type {HostileTenant} from './tenant.js';

type Run = {
  readonly tenant: HostileTenant;
  readonly strings: HostileStrings;
  readonly findings: Findings;
  readonly home: string;
};

const runners = {call: runCall, operations: runOperations};

/** A command line against the tenant, what it wrote on stderr looked at, and what was told meanwhile counted. */
async function run(
  {tenant, strings, findings, home}: Run,
  output: string,
  words: readonly string[],
  isTerminal = false,
): Promise<Ran> {
  const before = strings.count();
  const naming = ['--base-url', tenant.baseUrl, '--subdomain', tenant.subdomain, '--rate', '100'];
  const [command = ''] = words;
  const named = command === 'operations' ? words : [...words, ...naming];
  const ran = await runCommand(
    (flags, word, io) => {
      if (command === 'snapshot') return runSnapshot(flags, io);
      if (command === 'watch') return runWatch(flags, io);
      if (command === 'doctor') return runDoctor(flags, io);
      return command === 'operations' ? runners.operations(word, flags, io) : runners.call(word ?? '', flags, io);
    },
    named,
    {home, token: tenant.token, isTerminal},
  );
  const row = findings.row(output);
  row.strings += strings.count() - before;
  row.looked = `${Number.parseInt(row.looked || '0', 10) + 1} runs`;
  findings.add(output, byteProblems(ran.err, {sequences: isTerminal ? PROGRESS_SEQUENCES : null, return: isTerminal}));
  return ran;
}

/** `snapshot` and `watch`: lines of JSON, whatever the names are. */
export async function streamsRun(on: Run, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const snapshot = await run(on, 'snapshot', ['snapshot', '--timeout', '8s'], time % 2 === 1);
    lines(on, 'snapshot', snapshot.out);
    on.tenant.refusals = 0.1;
    const watch = await run(on, 'watch', ['watch', '--for', '1500ms', '--requests']);
    lines(on, 'watch', watch.out);
    on.tenant.refusals = 0;
  }
}

function lines({findings}: Run, output: string, bytes: Buffer): void {
  const text = bytes.toString('utf8');
  if (text === '') findings.add(output, ['nothing was written']);
  findings.add(output, [...jsonProblems(text), ...byteProblems(text, {sequences: null, isData: true})]);
}

/** Reads whose answers hold many texts. */
const READS: readonly (readonly string[])[] = [
  ['listUsers'],
  ['listUsers', '--query', 'per=999'],
  ['listWaitTimes', '--query', 'lang=en'],
  ['listCampaignContacts', '--param', 'campaign_id=57'],
  ['listQueueSettingsVersions'],
];
const CHANGES: readonly (readonly string[])[] = [
  ['updateAgentStatuses', '--body', '{"agent_ids":[1,2,3],"team_ids":[],"status":"Break"}'],
  ['upsertEndUser', '--body', '{"identifier":"c-1","name":"Lena"}'],
  ['addDncContacts', '--body', '{"contacts":[{"phone_number":"+13125550177"},{"phone_number":"+13125550178"}]}'],
];

/** `call`: raw into a pipe and a file, harmless on a terminal; refusals and changes in words. */
export async function callsRun(on: Run, times: number): Promise<void> {
  const {tenant, findings, strings, home} = on;
  const file = join(home, 'answer.json');
  for (let time = 0; time < times; time += 1) {
    const read = strings.random.pick(READS);
    const raw = await run(on, 'call, into a pipe', ['call', ...read]);
    const isSame = (bytes: Buffer | null): boolean => bytes?.equals(tenant.lastBody()) ?? false;
    if (!isSame(raw.out)) findings.add('call, into a pipe', [`not the bytes of the tenant: ${raw.err}`]);
    const kept = await run(on, 'call --output', ['call', ...read, '--output', file]);
    if (!isSame(await readFile(file).catch(() => null))) {
      findings.add('call --output', [`not the bytes of the tenant: ${kept.err}`]);
    }
    tenant.noise = 0.3;
    const shown = await run(on, 'call, on a terminal', ['call', ...read], true);
    findings.add(
      'call, on a terminal',
      byteProblems(shown.out.toString('utf8'), {sequences: PROGRESS_SEQUENCES, return: true, isData: true}),
    );
    tenant.noise = 0;
    const changed = await run(
      on,
      'call of a change',
      ['call', ...strings.random.pick(CHANGES), '--yes', '--confirm', tenant.subdomain],
      true,
    );
    findings.add(
      'call of a change',
      byteProblems(changed.out.toString('utf8'), {sequences: PROGRESS_SEQUENCES, return: true, isData: true}),
    );
    await refusalsRun(on, time % 2 === 0);
  }
}

/** What a refusal, or an answer that is no HTTP, becomes on stderr: one line. */
async function refusalsRun(on: Run, isTerminal: boolean): Promise<void> {
  const {tenant, findings, strings} = on;
  const before = {refusals: tenant.refusals, refusedWith: tenant.refusedWith};
  Object.assign(tenant, {refusals: 1, refusedWith: [302, 401, 403, 404, 409, 422]});
  for (const words of [
    strings.random.pick(READS),
    [...strings.random.pick(CHANGES), '--yes', '--confirm', tenant.subdomain],
  ]) {
    const {err, out, failed} = await run(on, 'error sentences', ['call', ...words], isTerminal);
    const sentences = err
      .replaceAll(/\r\x1b\[K/g, '')
      .split('\n')
      .filter(Boolean);
    if (!failed || sentences.length !== 1)
      findings.add('error sentences', [`${sentences.length} lines: ${JSON.stringify(err)}`]);
    if (out.length > 0) findings.add('error sentences', ['something on stdout']);
  }
  Object.assign(tenant, before);
}

/** `doctor`, with a tenant that answers, refuses and talks nonsense; and what tells of operations. */
export async function doctorRun(on: Run, times: number): Promise<void> {
  const {tenant, findings} = on;
  for (let time = 0; time < times; time += 1) {
    Object.assign(tenant, {refusals: time % 3 === 1 ? 1 : 0, noise: time % 3 === 2 ? 1 : 0});
    const {out} = await run(on, 'doctor', ['doctor'], time % 2 === 0);
    findings.add('doctor', byteProblems(out.toString('utf8'), {sequences: null}));
  }
  Object.assign(tenant, {refusals: 0, noise: 0});
  for (const word of [[], [on.strings.next()], ['listUsers']]) {
    const {out} = await run(on, 'operations', [
      'operations',
      ...word.filter(one => one !== '' && !one.startsWith('-')),
    ]);
    findings.add('operations', byteProblems(out.toString('utf8'), {sequences: null}));
  }
}
