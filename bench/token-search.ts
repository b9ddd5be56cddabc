import {chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {markdownTable, print} from './figures.js';
import {visitConsole} from './token/console-visit.js';
import {crashPrograms, faultModule} from './token/crash.js';
import {echoTenant, elsewhere} from './token/echo-tenant.js';
import {formsOf, foundIn} from './token/forms.js';
import {settingsMistakes} from './token/mistakes.js';
import {Program} from './token/program.js';

// Where does a token turn up? The built program as real processes against a tenant that says its credentials back wherever it
// can; then every byte that it wrote, every file below its home, what its children were given and what other hosts were sent
// are searched for the token and the company secret, in every form. Only the tenant itself may get it. `--short`: one token.

const {values} = parseArgs({options: {short: {type: 'boolean', default: false}}});
const TOKENS = ['q"u\\o/t+e%41=&<x>~9f8e7d', '5f2b9c1e7a4d4c0c9e3b8f6a1d2e3c4b', 'aGVsbG8+d29ybGQ/Zm9v+/=='];
const SECRET = 'company-s3cret/+"%7e\\ffee';
const SUBDOMAIN = 'acme';

type Place = {readonly what: string; readonly bytes: number; readonly found: readonly string[]};

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}

/** What is given to the program lies beside what it makes: it holds the token, and is not searched. */
async function givenFiles(given: string, home: string, token: string, base: string): Promise<Record<string, string>> {
  const files = {
    token: token,
    secret: SECRET,
    // A command that says the token, and what it was given itself.
    command: `#!/bin/sh\nenv >>'${home}/command-environment'\necho "$0" "$@" >>'${home}/command-words'\ncat '${given}/token'\n`,
    secretCommand: `#!/bin/sh\nenv >>'${home}/command-environment'\ncat '${given}/secret'\n`,
    hook: `#!/bin/sh\nenv >>'${home}/hook-environment'\necho "$0" "$@" >>'${home}/hook-words'\ncat >>'${home}/hook-lines'\n`,
    editor: `#!/bin/sh\nenv >>'${home}/editor-environment'\necho "$0" "$@" >>'${home}/editor-words'\necho '{"a":1}' >"$1"\n`,
    photo: '\xff\xd8\xff\xe0 a photo',
    'fault.mjs': faultModule(join(given, 'token'), SUBDOMAIN),
  };
  await mkdir(given, {recursive: true});
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(given, name), text, {mode: 0o600, encoding: name === 'photo' ? 'latin1' : 'utf8'});
    if (text.startsWith('#!')) await chmod(join(given, name), 0o700);
  }
  const profile = `baseUrl: ${base}, subdomain: ${SUBDOMAIN}, rate: 20, allowPrivateUploads: true, countdownSeconds: 0, hooks: {audit: [${given}/hook, word]}, statuses: {1: Offline, 2: Available, 4: Break}`;
  const profiles = [
    `  file: {${profile}, tokenFile: ${given}/token, companySecretFile: ${given}/secret}`,
    `  command: {${profile}, tokenCommand: [${given}/command, word], companySecretCommand: ${given}/secretCommand}`,
    `  environment: {${profile}, companySecretCommand: ${given}/secretCommand}`,
  ];
  await writeFile(join(given, 'config.yaml'), `profiles:\n${profiles.join('\n')}\n`, {mode: 0o600});
  const path = (name: string): string => join(given, name);
  return {
    config: path('config.yaml'),
    photo: `${path('photo')}.jpg`,
    plainPhoto: path('photo'),
    editor: path('editor'),
    fault: path('fault.mjs'),
  };
}

/** Everything with one token; resolves to where it was looked for, and what was found. */
async function search(token: string): Promise<readonly Place[]> {
  const root = await mkdtemp(join(tmpdir(), 'floorwalker-token-'));
  const home = join(root, 'home');
  const other = await elsewhere();
  const tenant = await echoTenant({token, subdomain: SUBDOMAIN, other: other.origin});
  const given = await givenFiles(join(root, 'given'), home, token, tenant.baseUrl);
  await writeFile(given['photo'] ?? '', await readFile(given['plainPhoto'] ?? ''));
  const program = new Program(home, {FLOORWALKER_CONFIG: given['config'], EDITOR: given['editor']});
  await program.prepare();
  const inEnvironment = {FLOORWALKER_TOKEN: token};
  const [chat] = tenant.floor.virtualAgentChats();
  const sign = JSON.stringify({custom_data: {unsigned: {a: {label: 'A', value: '1', type: 'string'}}}});
  try {
    for (const [profile, environment] of [
      ['file', {}],
      ['command', {}],
      ['environment', inEnvironment],
    ] as const) {
      const on = ['--profile', profile];
      // In the short form, where the token comes from is one thing, and what becomes of it another.
      const isWhole = !values.short || profile === 'environment';
      if (!isWhole) {
        tenant.mode = 'refuse';
        await program.run(['call', 'listUsers', ...on], environment);
        continue;
      }
      for (const mode of ['floor', 'refuse', 'redirect', 'reject', 'break'] as const) {
        tenant.mode = mode;
        await program.run(['call', 'listUsers', ...on], environment);
        await program.run(['call', 'listUsers', '--output', join(home, `${profile}-${mode}.json`), ...on], environment);
        await program.run(['call', 'upsertEndUser', '--yes', '--body', '{"identifier":"c-1"}', ...on], environment);
        await program.run(['doctor', ...on], environment);
      }
      tenant.mode = 'floor';
      await program.run(['call', 'listUsers', '--dry-run', ...on], environment);
      await program.run(
        ['call', 'sendChatCustomData', '--param', `id=${chat?.id}`, '--body', sign, '--yes', ...on],
        environment,
      );
      await program.run(['snapshot', '--timeout', values.short ? '2s' : '5s', ...on], environment);
      await program.run(['watch', '--for', '2s', '--requests', ...on], environment);
      await program.run(['watch', '--requests', ...on], environment, 1500);
      await program.run(['doctor', '--probe', ...on], environment, values.short ? 2000 : 8000);
      for (const format of ['json', 'csv', 'table'])
        await program.run(['audit', '--format', format, ...on], environment);
      await program.run(['audit', '--verify', ...on], environment);
      await program.run(['call', 'listUsers', ...on, '--base-url', 'https://tenant.example'], {
        ...environment,
        HTTPS_PROXY: other.origin,
      });
      await visitConsole(program, tenant, {words: on, environment, photo: given['photo'] ?? ''});
      await crashPrograms(program, {words: on, environment, fault: given['fault'] ?? ''});
    }
    for (const words of [
      ['operations'],
      ['operations', 'listUsers', '--format', 'json'],
      ['completion', 'bash'],
      ['--help'],
      ['--token', token],
      [`--token=${token}`],
      ['call', 'listUsers', '--token', token],
    ]) {
      await program.run(words, inEnvironment);
    }
    for (const {text, environment} of settingsMistakes(token, SECRET)) {
      const config = join(root, 'given', 'mistaken.yaml');
      await writeFile(config, text, {mode: 0o600});
      const lines = values.short ? [['call', 'listUsers']] : [['call', 'listUsers'], ['doctor']];
      for (const words of lines) await program.run(words, {...environment, FLOORWALKER_CONFIG: config});
    }
    const forms = [
      ...formsOf(token, SUBDOMAIN),
      ...formsOf(SECRET, SUBDOMAIN).map(form => ({...form, name: `secret, ${form.name}`})),
    ];
    const places: Place[] = program.written.map(({what, bytes}) => ({
      what: `output of ${what.replaceAll(token, '(token)')}`,
      bytes: bytes.length,
      found: foundIn(bytes, forms),
    }));
    for (const path of await filesBelow(home)) {
      const bytes = await readFile(path);
      const name = path.slice(home.length);
      places.push({
        what: `file ${name}`,
        bytes: bytes.length,
        found: foundIn(Buffer.concat([Buffer.from(name), bytes]), forms),
      });
    }
    const told = other.told();
    places.push({what: 'other hosts', bytes: told.length, found: foundIn(told, forms)});
    return places;
  } finally {
    await tenant.close();
    await other.close();
    await rm(root, {recursive: true, force: true});
  }
}

const startedAt = performance.now();
const places: Place[] = [];
for (const token of values.short ? TOKENS.slice(0, 1) : TOKENS) places.push(...(await search(token)));
const kinds = ['output of', 'file', 'other hosts'] as const;
const rows = kinds.map(kind => {
  const those = places.filter(({what}) => what.startsWith(kind));
  const bytes = those.reduce((sum, place) => sum + place.bytes, 0);
  return [
    kind === 'output of' ? 'processes' : kind,
    those.length,
    bytes,
    those.filter(({found}) => found.length > 0).length,
  ] as const;
});
print('### Where a token turns up\n');
print(markdownTable(['searched', 'of them', 'bytes', 'with a token or secret'], rows));
print(`\n${Math.round((performance.now() - startedAt) / 1000)} s.`);
if (process.env['SHOW'] !== undefined) for (const {what, bytes} of places) print(`${bytes} ${what}`);
const bad = places.filter(({found}) => found.length > 0);
for (const {what, found} of bad) print(`FOUND in ${what}:\n  ${found.join('\n  ')}`);
const missing = [
  'editor-environment',
  'command-environment',
  'kept.json',
  'acme.ndjson',
  'hook-environment',
  'hook-lines',
].filter(name => !places.some(({what}) => what.startsWith('file') && what.endsWith(name)));
if (missing.length > 0) print(`FAILED: nothing was shown of ${missing.join(', ')}, which the program never made`);
const silent = places.filter(({what, bytes}) => bytes === 0 && what.startsWith('other hosts'));
if (silent.length > 0) print('FAILED: nothing was sent to another host, so nothing was shown of that');
process.exit(bad.length > 0 || silent.length > 0 || missing.length > 0 ? 1 : 0);
