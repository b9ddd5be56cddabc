import {expect, test} from 'vitest';
import {checkLanguages} from '../../source/settings/check-languages.js';
import {runTokenCommand} from '../../source/settings/token-command.js';
import {readTokenFile} from '../../source/settings/token-file.js';

const TOKENS = ['5f2b9c1e7a4d4c0c9e3b8f6a1d2e3c4b', 'q"u\\o/t+e%41=~9f8e7d', 'aGVsbG8+d29ybGQ/Zm9v=='];
const wordsOf = async (failing: () => unknown): Promise<string> => {
  try {
    await failing();
  } catch (error) {
    return String(error);
  }
  throw new Error('it did not fail');
};

test('a token that stands where a path, a command or a language belongs is not said back', async () => {
  for (const token of TOKENS) {
    const file = {path: `/nonexistent/${token}`, given: token};
    expect(await wordsOf(() => readTokenFile(file, 'tokenFile'))).toMatch(
      /takes the path of a file.* does not exist\.$/,
    );
    const command = {from: 'tokenCommand', environment: {}, timeout: 1000};
    const said = await wordsOf(() => runTokenCommand([token], command));
    expect(said).toMatch(/tokenCommand: the command (does not exist|failed)/);
    const all = [
      said,
      await wordsOf(() => readTokenFile(file, 'x')),
      await wordsOf(() => checkLanguages([`${token}?`], '--lang')),
    ];
    expect(all.filter(words => words.includes(token))).toEqual([]);
  }
});

test('paths and names are said back as before', async () => {
  for (const given of ['/nonexistent/token', '~/token', './token', 'token.txt']) {
    const file = {path: '/nonexistent/token', given};
    expect(await wordsOf(() => readTokenFile(file, 'tokenFile'))).toMatch(
      /tokenFile \/nonexistent\/token does not exist/,
    );
  }
  const command = {from: 'tokenCommand', environment: {}, timeout: 1000};
  expect(await wordsOf(() => runTokenCommand(['no-such-program'], command))).toMatch(
    /: no-such-program does not exist/,
  );
  expect(await wordsOf(() => checkLanguages(['e'], '--lang'))).toMatch(/not "e"/);
});
