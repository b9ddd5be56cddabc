import type {Program} from './program.js';

/** The token was read and the first answers are there by then, ms. */
const AFTER_MS = 1500;

/** A module that, loaded before the program, throws what nobody catches; its words quote what stands in `tokenFile`. */
export const faultModule = (tokenFile: string, subdomain: string): string => `
import {readFileSync} from 'node:fs';
const token = readFileSync(${JSON.stringify(tokenFile)}, 'utf8');
const basic = Buffer.from(${JSON.stringify(`${subdomain}:`)} + token).toString('base64');
setTimeout(() => { throw new Error('a fault that quotes ' + token + ' and Basic ' + basic); }, ${AFTER_MS});
`;

/** Ends a watch and a console by that module at `fault`. Rejects where they end in another way. */
export async function crashPrograms(
  program: Program,
  {words, environment, fault}: {words: readonly string[]; environment: NodeJS.ProcessEnv; fault: string},
): Promise<void> {
  const broken = {...environment, NODE_OPTIONS: `--import=${fault}`};
  const codes = [await program.run(['watch', ...words], broken), await program.start(words, broken, () => {}).end()];
  const told = program.written.slice(-2).map(({bytes}) => bytes.includes('a fault that quotes'));
  if (codes.some(code => code !== 1) || told.includes(false))
    throw new Error(`no crash: exit codes ${codes.join(', ')}, told ${told.join(', ')}`);
}
