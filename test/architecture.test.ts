import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';
import {describe, expect, test} from 'vitest';
import {filesBelow, loadedBy, packageOf, readSources} from '../scripts/source-graph.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const sources = readSources(`${root}source`);
const nameOf = (path: string): string => path.replace(/\.tsx?$/, '');

/**
 * The order of the parts, lowest first. A file may import from its own part and from parts in rows above its own, never
 * from a neighbour in its row and never downwards. A part is a folder, or a file where it names one.
 */
const LAYERS: readonly (readonly string[])[] = [
  ['lib'],
  ['terminal/safe-text'],
  ['terminal/fit-text'],
  ['budget', 'addresses', 'settings', 'saved-state', 'privacy'],
  ['api', 'audit', 'approvals', 'hooks'],
  ['picture', 'simulator'],
  ['polling'],
  ['session'],
  ['state'],
  ['actions'],
  ['view', 'terminal'],
  ['engine'],
  ['works'],
  ['build-engine', 'components'],
  ['panels'],
  ['keys'],
  ['dialogs', 'screen'],
  ['app', 'wallboard'],
  ['commands'],
  ['main'],
  ['cli'],
];

/** Parts that may import from these alone, whatever the order would permit. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  addresses: ['lib'],
  budget: ['lib'],
  settings: ['lib', 'terminal/safe-text'],
  'saved-state': ['lib'],
  privacy: [],
  approvals: ['lib'],
  hooks: ['lib', 'settings'],
  api: ['lib', 'terminal/safe-text', 'budget', 'addresses'],
  simulator: ['lib', 'api'],
  terminal: ['lib', 'terminal/safe-text', 'terminal/fit-text'],
  components: ['lib', 'terminal', 'terminal/safe-text', 'terminal/fit-text'],
};

/** Parts that only these may import. */
const ONLY_BY: Readonly<Record<string, readonly string[]>> = {
  simulator: ['commands'],
  'build-engine': ['commands'],
  app: ['commands'],
  wallboard: ['commands'],
};

/** Imports that break the order and are waiting for repair. Empty is the aim. */
const KNOWN_BREACHES: readonly string[] = [];

const layerOf = new Map(LAYERS.flatMap((parts, layer) => parts.map(part => [part, layer] as const)));

/** The most exact part that holds a file. */
function partOf(name: string): string {
  const folders = name.split('/');
  for (let length = folders.length; length > 0; length -= 1) {
    const part = folders.slice(0, length).join('/');
    if (layerOf.has(part)) return part;
  }
  throw new Error(`${name} belongs to no part: give its folder a place in LAYERS`);
}

const ownImports = sources.flatMap(source =>
  source.imports
    .filter(one => one.isOwn)
    .map(one => ({from: nameOf(source.path), to: one.target, kind: one.kind}))
    .map(one => ({...one, fromPart: partOf(one.from), toPart: partOf(one.to)})),
);

describe('imports', () => {
  test('go upwards in the order of the parts', () => {
    const breaches = ownImports
      .filter(({fromPart, toPart}) => {
        if (fromPart === toPart) return false;
        const only = ONLY[fromPart];
        if (only) return !only.includes(toPart);
        return (layerOf.get(toPart) ?? 0) >= (layerOf.get(fromPart) ?? 0);
      })
      .map(({from, to}) => `${from} -> ${to}`);
    expect(breaches.filter(breach => !KNOWN_BREACHES.includes(breach))).toEqual([]);
  });

  test('of the simulated tenant, and of what puts everything together, stay with the commands', () => {
    const breaches = ownImports.filter(({fromPart, toPart}) => {
      const by = ONLY_BY[toPart];
      return by && fromPart !== toPart && !by.includes(fromPart);
    });
    expect(breaches.map(({from, to}) => `${from} -> ${to}`)).toEqual([]);
  });

  test('lead to files that exist', () => {
    const names = new Set(sources.map(source => nameOf(source.path)));
    expect(ownImports.filter(({to}) => !names.has(to))).toEqual([]);
  });

  test('form no circle at run time', () => {
    const circles: string[] = [];
    for (const source of sources) {
      const own = source.imports.filter(one => one.isOwn && one.kind === 'static');
      for (const {target} of own) {
        if (loadedBy(sources, target).files.has(nameOf(source.path))) circles.push(`${source.path} -> ${target}`);
      }
    }
    expect(circles).toEqual([]);
  });

  test('nothing that talks to a tenant is loaded before the first frame', () => {
    const {packages, files} = loadedBy(sources, 'commands/console');
    const heavy = ['zod', 'undici', 'p-queue', 'yaml', 'find-my-way', 'ipaddr.js'];
    expect(heavy.filter(name => packages.has(name))).toEqual([]);
    expect([...files].filter(file => /^(api|session|simulator|audit|budget)\//.test(file))).toEqual([]);
    expect([...loadedBy(sources, 'main').packages]).toEqual(['meow']);
  });

  test('name every run-time dependency, and only those', () => {
    const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {dependencies: Record<string, string>};
    const used = sources.flatMap(source => source.imports.filter(one => !one.isOwn).map(one => packageOf(one.target)));
    const names = [...new Set(used)].filter(name => name !== null).toSorted();
    expect(names).toEqual(Object.keys(manifest.dependencies).toSorted());
  });
});

/** Files that may touch the process, timers, chance or the time of day, and why. */
const ADAPTERS: Readonly<Record<string, string>> = {
  'cli.ts': 'sets NODE_ENV before anything else is loaded',
  'main.ts': 'hands the process to the commands',
  'lib/clock.ts': 'the only source of time',
  'commands/console.tsx': 'waits for the turn after the first frame',
  'audit/process-identity.ts': 'tells a living lock holder from a dead one',
  'audit/file-lock.ts': 'waits a random time between tries',
  'hooks/hook.ts': 'kills what a hook has started, and waits a turn for an end that came in time',
  'terminal/is-foreground.ts': "reads the process' groups",
  'terminal/job-control.ts': 'stops and continues the process',
  'terminal/terminal-session.tsx': 'ends the process in time when the end hangs',
};

const AMBIENT = /^(process\.\w+|Math\.random|Date\.now|performance\.now|setTimeout|setInterval|setImmediate|fetch)$/;

/** Uses of the surroundings in code; types and comments do not count. */
function ambientUses(source: (typeof sources)[number]): readonly string[] {
  const uses: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isPropertyAccessExpression(node) || (ts.isIdentifier(node) && !isNamePart(node))) {
      const text = node.getText(source.tree);
      if (AMBIENT.test(text)) uses.push(text);
    }
    if (ts.isNewExpression(node) && node.expression.getText(source.tree) === 'Date' && !node.arguments?.length) {
      uses.push('new Date()');
    }
    ts.forEachChild(node, visit);
  };
  visit(source.tree);
  return uses;
}

/** A name that belongs to something else: a property, an import, a parameter. */
const isNamePart = (node: ts.Identifier): boolean =>
  ts.isImportSpecifier(node.parent) || (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);

describe('files', () => {
  test('the process, timers, chance and the time of day are touched by named files only', () => {
    const uses = new Map(sources.map(source => [source.path, ambientUses(source)]));
    const elsewhere = [...uses].filter(([path, found]) => found.length > 0 && !(path in ADAPTERS));
    expect(elsewhere).toEqual([]);
    // Who no longer needs the permission must not keep it.
    expect(Object.keys(ADAPTERS).filter(path => (uses.get(path) ?? []).length === 0)).toEqual([]);
  });

  test('export by name, and none only passes on what others export', () => {
    expect(sources.filter(source => /^export default\b/m.test(source.text)).map(source => source.path)).toEqual([]);
    expect(sources.filter(source => /(^|\/)index\.tsx?$/.test(source.path)).map(source => source.path)).toEqual([]);
    const passingOn = sources.filter(source =>
      source.tree.statements.some(one => ts.isExportDeclaration(one) && one.moduleSpecifier),
    );
    expect(passingOn.map(source => source.path)).toEqual([]);
  });

  test('have kebab-case names', () => {
    expect(sources.filter(({path}) => !/^[a-z0-9/-]+\.tsx?$/.test(path)).map(source => source.path)).toEqual([]);
  });

  test('are short', () => {
    const lengths = sources.map(source => source.lines).toSorted((a, b) => a - b);
    const middle = lengths[Math.floor(lengths.length / 2)] ?? 0;
    process.stdout.write(`${lengths.length} source files, median ${middle}, longest ${lengths.at(-1)} lines\n`);
    expect(sources.filter(source => source.lines > 300).map(({path, lines}) => `${path}: ${lines}`)).toEqual([]);
    expect(middle).toBeLessThan(80);
  });

  test('hold nothing that belongs to a machine, or to later', () => {
    const endings = ['.ts', '.tsx', '.md', '.json', '.yaml', 'run'];
    const trees = ['source', 'test', 'scripts', 'bench', 'docs', '.ci'];
    const paths = trees.flatMap(tree => filesBelow(`${root}${tree}`, endings).map(path => `${tree}/${path}`));
    // In pieces, so that this file does not find itself.
    const words = new RegExp(['TO', 'DO\\b|FIX', 'ME\\b|/wo', 'rk/|/ro', 'ot/'].join(''));
    const found = [...paths, 'README.md', 'package.json'].filter(path =>
      words.test(readFileSync(`${root}${path}`, 'utf8')),
    );
    expect(found).toEqual([]);
  });
});
