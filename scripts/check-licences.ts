import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

// Names the licence of every package that the installed program loads; fails for one that is not permissive.

const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
]);

type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly licenses?: unknown;
};

/** Whether an SPDX expression can be fulfilled by permissive licences alone. */
const isPermissive = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(/\s+OR\s+/)
    .some(part => part.split(/\s+AND\s+/).every(one => PERMISSIVE.has(one.trim())));

const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
const counts = new Map<string, number>();
const refused: string[] = [];
// The first line is the project itself.
for (const folder of listed.trim().split('\n').slice(1)) {
  const {name, version, license} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const words = typeof license === 'string' ? license : 'none told';
  counts.set(words, (counts.get(words) ?? 0) + 1);
  if (!isPermissive(words)) refused.push(`${name} ${version}: ${words}`);
}
process.stdout.write(`${[...counts].map(([words, count]) => `${words} ${count}`).join(', ')}\n`);
for (const line of refused) process.stdout.write(`not permissive: ${line}\n`);
process.exitCode = refused.length === 0 ? 0 : 1;
