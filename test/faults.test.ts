import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

const rows = readFileSync('docs/faults.md', 'utf8')
  .split('\n')
  .filter(line => line.startsWith('| ') && !/^\| (Fault|---)/.test(line));

/** Titles of the tests in a file; of a script, the names of its checks. */
function titlesOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const pattern = file.startsWith('scripts/')
    ? /^(?:async )?function (\w+)/gm
    : /(?:test[\w.]*(?:\([^'`)]*\))?|\])\)?\(\s*['`](.+?)['`],/g;
  return [...text.matchAll(pattern)].map(([, title = '']) => title);
}

test('every fault in the table names a test that exists', () => {
  expect(rows.length).toBeGreaterThan(40);
  for (const row of rows) {
    const shown = /`((?:test|scripts)\/[^`]+)` › (.+?) \|$/.exec(row);
    expect(shown, row).not.toBeNull();
    const [, file = '', name = ''] = shown ?? [];
    expect(
      titlesOf(file).some(title => title.includes(name)),
      `${file}: ${name}`,
    ).toBe(true);
  }
});

test('scripts that the table names are run by CI', () => {
  const ci = readFileSync('.ci/run', 'utf8');
  const scripts = rows.flatMap(row => /`scripts\/([^`]+)\.ts`/.exec(row)?.[1] ?? []);
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect(ci).toContain(`${script}.js`);
});
