import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

const rows = readFileSync('docs/faults.md', 'utf8')
  .split('\n')
  .filter(line => line.startsWith('| ') && !/^\| (Fault|---)/.test(line));

test('every fault in the table names a test that exists', () => {
  expect(rows.length).toBeGreaterThan(40);
  for (const row of rows) {
    const shown = /`(test\/[^`]+)` › (.+?) \|$/.exec(row);
    expect(shown, row).not.toBeNull();
    const [, file = '', name = ''] = shown ?? [];
    const titles = [...readFileSync(file, 'utf8').matchAll(/(?:test[\w.]*(?:\([^'`)]*\))?|\])\)?\(\s*['`](.+?)['`],/g)];
    expect(
      titles.some(([, title = '']) => title.includes(name)),
      `${file}: ${name}`,
    ).toBe(true);
  }
});
