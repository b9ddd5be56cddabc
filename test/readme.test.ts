import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {BLOCK_FILES, fillBlocks} from '../scripts/readme-blocks.js';
import {filesBelow} from '../scripts/source-graph.js';
import {flagNames, spellingsOf} from '../source/settings/flags.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...filesBelow(`${root}docs`, ['.md']).map(path => `docs/${path}`),
  ...filesBelow(`${root}bench`, ['.md']).map(path => `bench/${path}`),
];

test.each(BLOCK_FILES)('%s: generated parts are what npm run docs makes', path => {
  expect(read(path)).toBe(fillBlocks(read(path)));
});

/** Paths written as code, and targets of links. Paths of files may leave out `source/`. */
function pathsIn(text: string): readonly string[] {
  const folders = 'source|test|bench|scripts|docs|\\.ci';
  const named = [...text.matchAll(new RegExp(`\`((?:${folders})(?:/[\\w./-]*)?)\``, 'g'))].map(match => match[1]);
  const files = [...text.matchAll(/`([a-z-]+\/[\w/-]+\.tsx?)`/g)].map(match => match[1]);
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)].map(match => match[1]);
  return [...named, ...files, ...links].filter(path => path !== undefined);
}

describe.each(documents)('%s', path => {
  const text = read(path);

  test('every path in it exists', () => {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
    const missing = pathsIn(text).filter(
      one => ![one, `${folder}${one}`, `source/${one}`].some(place => existsSync(`${root}${place}`)),
    );
    expect(missing).toEqual([]);
  });

  test('every script that it tells to run exists', () => {
    const {scripts} = JSON.parse(read('package.json')) as {scripts: Record<string, string>};
    const told = [...text.matchAll(/npm run ([\w:-]+)/g)].map(match => match[1] ?? '');
    expect(told.filter(name => !(name in scripts))).toEqual([]);
  });

  test('every flag that it names exists', () => {
    const known = new Set([...flagNames.flatMap(spellingsOf), '--minutes', '--seed', '--short', '--omit']);
    const named = [...text.matchAll(/(?<=[`\s(])--[a-z][a-z-]+/g)].map(match => match[0]);
    expect(named.filter(flag => !known.has(flag))).toEqual([]);
  });
});

test('the README names every folder of the source', () => {
  const paths = filesBelow(`${root}source`, ['.ts', '.tsx']).filter(path => path.includes('/'));
  const folders = [...new Set(paths.map(path => path.split('/')[0]))];
  expect(folders.filter(folder => !read('README.md').includes(`source/${folder}/`))).toEqual([]);
});

test('the picture of the screen shows the console with data', () => {
  const svg = read('docs/screen.svg');
  for (const word of ['floorwalker', 'Queues', 'Agents', 'Presence', 'Budget']) expect(svg).toContain(word);
  expect(svg).not.toContain('nothing yet');
});
