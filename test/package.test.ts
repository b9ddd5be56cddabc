import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: {readonly node: string};
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

test('the tarball holds what runs and what tells about it, nothing else', () => {
  const answer = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // An array by one version of npm, an object by another.
  const [pack] = Object.values(JSON.parse(answer) as Readonly<Record<string, {files: {path: string}[]}>>);
  const paths = (pack?.files ?? []).map(file => file.path);
  expect(paths.filter(path => !/^dist\/(.+\.js|third-party-licences\.txt)$/.test(path)).toSorted()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'package.json',
  ]);
});

test('versions are exact', () => {
  const versions = {...manifest.dependencies, ...manifest.devDependencies};
  expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('the lock file names no host', () => {
  expect(readFileSync(`${root}package-lock.json`, 'utf8')).not.toMatch(/"resolved"/);
});

test('the command, the floor and the newest change agree', () => {
  expect(manifest.bin).toEqual({floorwalker: 'dist/cli.js'});
  expect(manifest.engines.node).toBe('>=20.19');
  expect(manifest).not.toHaveProperty('repository');
  expect(readFileSync(`${root}CHANGELOG.md`, 'utf8')).toContain(`## ${manifest.version}`);
  expect(readFileSync(`${root}source/cli.ts`, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
});
