import {readFile, writeFile} from 'node:fs/promises';
import {makeScreen} from './make-screen.js';
import {BLOCK_FILES, fillBlocks} from './readme-blocks.js';

// Writes the generated parts of the documents anew; with --check only says which of them are stale.

const isCheck = process.argv.includes('--check');
const stale: string[] = [];
for (const path of BLOCK_FILES) {
  const before = await readFile(path, 'utf8');
  const after = fillBlocks(before);
  if (after === before) continue;
  stale.push(path);
  if (!isCheck) await writeFile(path, after);
}
if (isCheck) {
  if (stale.length > 0) {
    process.stderr.write(`Stale: ${stale.join(', ')}. Run npm run docs.\n`);
    process.exitCode = 1;
  }
} else {
  await writeFile('docs/screen.svg', await makeScreen());
  process.stdout.write(`docs/screen.svg and ${stale.length} stale documents written\n`);
}
