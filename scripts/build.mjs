// Builds dist/: the program and its dependencies in a few files, split where a module is imported late. Loading Ink and
// React from some hundred files takes longer than everything else before the first frame; from one file it does not.
import {chmod, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

await rm(dist, {recursive: true, force: true});
const {metafile} = await build({
  absWorkingDir: root,
  entryPoints: ['source/cli.ts'],
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  jsx: 'automatic',
  // React's and Ink's development builds stay out altogether.
  define: {'process.env.NODE_ENV': '"production"'},
  // ink-table is CommonJS and is given Ink at run time (source/terminal/ink-table.ts); the devtools are never used.
  external: ['ink-table', 'react-devtools-core'],
  // CommonJS dependencies ask for Node's own modules with require.
  banner: {
    js: "import {createRequire as createRequireOf} from 'node:module';const require = createRequireOf(import.meta.url);",
  },
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
await chmod(join(dist, 'cli.js'), 0o755);
await writeFile(join(dist, 'third-party-licences.txt'), await licences(metafile));

/** The licence texts of every package whose code went into dist/, as their licences ask. */
async function licences({inputs}) {
  const packages = new Set();
  for (const input of Object.keys(inputs)) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  const texts = await Promise.all([...packages].sort().map(folder => licenceOf(folder)));
  return `floorwalker contains code of these packages.\n\n${texts.join('\n')}`;
}

async function licenceOf(folder) {
  const path = join(root, folder);
  const {name, version, license} = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
  const file = (await readdir(path)).find(entry => /^(licen[cs]e|copying)(\.|$|-)/i.test(entry));
  const text = file ? (await readFile(join(path, file), 'utf8')).trim() : `Licence: ${license}`;
  return `${'='.repeat(78)}\n${name} ${version} (${license})\n\n${text}\n`;
}
