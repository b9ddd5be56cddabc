import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {OPERATIONS} from '../source/api/operations/all.js';
import {testIo} from './commands/test-io.js';
import {runFlags} from './settings/run-flags.js';

// What docs/adding-an-operation.md tells to do is done to a copy of the program, and the copy is used.

const ID = 'listChatEscalations';
const ROWS = 'source/api/operations/chats.ts';
const ROUTES = 'source/simulator/http/routes/escalations.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const page = readFileSync(join(root, 'docs/adding-an-operation.md'), 'utf8');
const copy = mkdtempSync(join(tmpdir(), 'floorwalker-adding-'));
afterAll(() => rmSync(copy, {recursive: true}));

/** The code blocks of one language between two headings of the page. */
function blocks(language: string, section: string): readonly string[] {
  const text = page.split(/^## /m).find(part => part.startsWith(section)) ?? '';
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(match => match[1] ?? '');
}

/** A text with one difference made; the lines before it must be there exactly once. */
function changed(text: string, difference: string): string {
  const side = (sign: string) =>
    difference
      .split('\n')
      .filter(line => line !== '' && (line.startsWith(' ') || line.startsWith(sign)))
      .map(line => `${line.slice(1)}\n`)
      .join('');
  expect(text.split(side('-'))).toHaveLength(2);
  return text.replace(side('-'), () => side('+'));
}

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(join(copy, path), change(readFileSync(join(copy, path), 'utf8')));
}

/** Typed as the module of the real program that it is a copy of. */
const imported = async <Module>(path: string): Promise<Module> => (await import(join(copy, path))) as Module;

beforeAll(() => {
  for (const part of ['source', 'scripts', 'test/helpers', 'test/settings', 'test/terminal', 'package.json']) {
    cpSync(join(root, part), join(copy, part), {recursive: true});
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

  const [row] = blocks('ts', '1.');
  const [name] = blocks('diff', '1.');
  const end = '/** In the order of the API collection. */';
  edit(ROWS, text => changed(text, name ?? '').replace(end, () => `${row}\n${end}`));

  const [handler] = blocks('ts', '2.');
  edit(ROUTES, text => `${blocks('diff', '2.').reduce(changed, text)}\n${handler}`);
});

const added = async () => {
  const {OPERATIONS: rows} =
    await imported<typeof import('../source/api/operations/all.js')>('source/api/operations/all.ts');
  const row = rows.find(({id}) => id === ID);
  if (!row) throw new Error(`the copy has no ${ID}`);
  return {row, rows};
};

describe('the operation that docs/adding-an-operation.md adds', () => {
  test('is new, and one more than there are', async () => {
    expect(OPERATIONS.map(({id}) => id)).not.toContain(ID);
    expect((await added()).rows).toHaveLength(OPERATIONS.length + 1);
  });

  test('compiles, and the files stay short enough', () => {
    const files = [ROWS, ROUTES].map(path => join(copy, path));
    const {config} = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
    const {options} = ts.parseJsonConfigFileContent({...config, include: [], files}, ts.sys, copy);
    const program = ts.createProgram(files, {...options, typeRoots: [join(root, 'node_modules/@types')]});
    const found = files.flatMap(file => {
      const source = program.getSourceFile(file);
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    });
    expect(found.map(({messageText}) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
    for (const file of files) expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThanOrEqual(300);
  });

  test('becomes its exact request, and refuses what does not fit', async () => {
    const {row} = await added();
    const {buildRequest} =
      await imported<typeof import('../source/api/build-request.js')>('source/api/build-request.ts');
    const build = (query: Record<string, unknown>, params: Record<string, unknown> = {chat_id: 81_501}) =>
      buildRequest(row, {params, query}, {now: 0});
    expect(build({status: 'deflected'})).toEqual({
      operation: ID,
      method: 'GET',
      path: '/chats/81501/escalations?status=deflected',
      body: null,
      parts: null,
    });
    expect(() => build({status: 'lost'})).toThrow(/query key status: takes one of requested, deflected, not "lost"/);
    expect(() => build({}, {})).toThrow(/parameter chat_id: missing/);
    expect(() => build({state: 1})).toThrow(/query key state: is not known; it takes status$/);
  });

  test('gives the inputs of its form', async () => {
    const {row} = await added();
    const {formSpecs} = await imported<typeof import('../source/actions/form-spec.js')>('source/actions/form-spec.ts');
    expect(formSpecs(row)).toMatchObject([
      {id: 'params chat_id', required: true, pick: 'chat', kind: 'integer'},
      {id: 'query status', required: false, words: ['requested', 'deflected'], help: /status/},
    ]);
  });

  test('is listed, completed and described', async () => {
    const {row} = await added();
    const {runOperations} = await imported<typeof import('../source/commands/operations.js')>(
      'source/commands/operations.ts',
    );
    const io = testIo();
    expect(await runOperations(ID, runFlags('operations', ID), io)).toBe(0);
    expect(io.out.text).toContain(`floorwalker call ${ID} --param chat_id=12`);

    const {completionData} = await imported<typeof import('../source/commands/completion/completion-data.js')>(
      'source/commands/completion/completion-data.ts',
    );
    expect(completionData().operations.find(({id}) => id === ID)).toMatchObject({
      params: ['chat_id='],
      words: {status: ['requested', 'deflected']},
    });

    const {operationReference} = await imported<typeof import('../scripts/operation-reference.js')>(
      'scripts/operation-reference.ts',
    );
    const reference = operationReference();
    expect(reference).toContain(`### ${ID}\n\n**${row.title}**`);
    expect(reference).toContain('It could also be `GET /chats/{chat_id}/escalation`.');
  });

  test('is answered by the simulated tenant, through floorwalker call', async () => {
    const {startSimulatedTenant} = await imported<typeof import('../source/simulator/simulated-tenant.js')>(
      'source/simulator/simulated-tenant.ts',
    );
    const {runCall} = await imported<typeof import('../source/commands/call/call.js')>('source/commands/call/call.ts');
    const startsAt = new Date('2026-11-23T10:15:00Z');
    const tenant = await startSimulatedTenant({rate: 0, startsAt, discloseDeflection: true});
    try {
      const environment = {FLOORWALKER_TOKEN: tenant.token, XDG_STATE_HOME: join(copy, 'state')};
      const call = async (id: string, ...words: readonly string[]) => {
        const io = testIo({environment});
        const naming = ['--base-url', tenant.baseUrl, '--subdomain', tenant.subdomain, '--rate', '50'];
        const code = await runCall(id, runFlags('call', id, ...words, ...naming), io);
        return {code, data: JSON.parse(io.out.text) as {readonly id: number; readonly reason: string | null}[]};
      };
      const [chat] = tenant.virtualAgentChats();
      const here = ['--param', `chat_id=${chat?.id}`] as const;
      expect(await call(ID, ...here)).toEqual({code: 0, data: []});
      const body = JSON.stringify({reason: 'asks for a person', force_escalate: true});
      expect(await call('escalateChat', ...here, '--body', body, '--yes')).toMatchObject({code: 0});
      expect(await call(ID, ...here)).toMatchObject({
        code: 0,
        data: [{chat_id: chat?.id, status: 'requested', reason: 'asks for a person'}],
      });
      expect(await call(ID, ...here, '--query', 'status=deflected')).toEqual({code: 0, data: []});
    } finally {
      await tenant.close();
    }
  });

  test('is found by the palette, filled in by its form, and its answer shown', async () => {
    const {onFloor} = await imported<typeof import('./helpers/console.js')>('test/helpers/console.tsx');
    await onFloor({}, async ({app, tenant}) => {
      const [standing] = tenant.virtualAgentChats();
      const chat = tenant.floor.chats.find(standing?.id ?? 0);
      if (!chat) throw new Error('no chat is with the virtual agent');
      tenant.floor.chatDesk.escalate(chat, 'asks for a person', true);
      await app.keys(':', /Enter choose/);
      await app.type('escalations of');
      await app.keys(/List escalations of a chat/, 'enter', /How often a chat was to go to a person/);
      await app.type(`${chat.id}`);
      await app.keys(/GET .*escalations/, 'ctrl+g', /asks for a person/);
    });
  });
});
