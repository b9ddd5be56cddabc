import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {fieldsOf} from '../source/api/field-list.js';
import {OPERATIONS} from '../source/api/operations/all.js';
import {call, fileIn, testFolder} from './commands/call/call-run.js';
import {smallTenant} from './commands/own-tenant.js';

const reference = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');
const lines = reference.split('\n').filter(line => line.startsWith('floorwalker call '));

/** What a shell makes of command lines: the words of each. */
function wordsOf(commands: readonly string[]): readonly (readonly string[])[] {
  const script = `floorwalker() { printf '%s\\0' "$@"; printf '\\n\\0'; }\n${commands.join('\n')}\n`;
  const printed = execFileSync('sh', ['-c', script], {encoding: 'utf8'});
  return printed
    .split('\n\0')
    .slice(0, -1)
    .map(words => words.split('\0').slice(0, -1));
}

/** A section of the reference, from its heading to the next. */
function sectionOf(id: string): string {
  const from = reference.indexOf(`### ${id}\n`);
  const to = reference.indexOf('\n##', from + 3);
  return from < 0 ? '' : reference.slice(from, to < 0 ? undefined : to);
}

describe('the reference of operations', () => {
  test('has one section and one example for each, in their order', () => {
    const ids = [...reference.matchAll(/^### (\w+)$/gm)].map(match => match[1] ?? '');
    expect(ids.toSorted()).toEqual(OPERATIONS.map(({id}) => id).toSorted());
    expect(lines.map(line => line.split(' ')[2])).toEqual(ids);
  });

  test('every line of the index leads to a heading', () => {
    const anchors = new Set([...reference.matchAll(/^### (\w+)$/gm)].map(match => match[1]?.toLowerCase()));
    const links = [...reference.matchAll(/^\| \[`(\w+)`\]\(#(\w+)\)/gm)];
    expect(links).toHaveLength(OPERATIONS.length);
    for (const [, id, anchor] of links) expect([anchor, anchors.has(anchor)]).toEqual([id?.toLowerCase(), true]);
  });

  test.each(OPERATIONS.map(row => [row.id, row] as const))('%s: says what its row says', (id, row) => {
    const section = sectionOf(id);
    expect(section).toContain(`**${row.title}**: \`${row.method} ${row.path}\``);
    for (const words of [row.help, ...row.alternatives, row.source]) expect(section).toContain(words);
    const fields = [row.params, row.query, row.body].flatMap(part => fieldsOf(part));
    expect(section.match(/^\| `/gm) ?? []).toHaveLength(fields.length);
    for (const {name, words = []} of fields) {
      const cells = section.split('\n').filter(line => line.startsWith(`| \`${name}\` |`));
      expect(cells).not.toEqual([]);
      for (const word of words) expect(cells.join()).toContain(`\`${word}\``);
    }
  });
});

describe('every example of the reference', () => {
  const commands = wordsOf(lines);

  test.each(commands.map(words => [words[1] ?? '', words.slice(1)] as const))(
    '%s: shows its request in a dry run, and can be sent with what it agrees to',
    async (id, words) => {
      const tenant = await smallTenant();
      const folder = testFolder();
      for (const name of ['file.json', 'file.zip']) fileIn(folder, name, '[]');
      const here = words
        .map(word => (word === 'TENANT' ? tenant.subdomain : word.replace('=@file', `=@${folder}/file`)))
        .map((word, index) => (words[index - 1] === '--output' ? join(folder, word) : word));

      const dry = await call(tenant, [...here, '--dry-run']);
      expect({code: dry.code, err: dry.err}).toEqual({code: 0, err: ''});
      expect(dry.out).toContain(`${OPERATIONS.find(row => row.id === id)?.method} ${tenant.baseUrl}`);
      expect(tenant.requests).toHaveLength(0);

      // Its ids and files are invented, so the tenant may refuse it; the program does not.
      const sent = await call(tenant, here);
      expect([0, 1], sent.err).toContain(sent.code);
      expect(tenant.requests.length).toBeGreaterThan(0);
    },
  );
});
