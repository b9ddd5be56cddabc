import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {safeFileName} from '../../source/lib/safe-file-name.js';
import {loadSavedState} from '../../source/saved-state/load-saved-state.js';
import {saveState} from '../../source/saved-state/save-state.js';
import {noSavedState, type SavedState} from '../../source/saved-state/saved-state.js';
import {savedStatePath} from '../../source/saved-state/saved-state-path.js';

let directory = '';
let path = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'floorwalker-state-'));
  path = savedStatePath(join(directory, 'floorwalker'), 'default', 'acme');
});
afterEach(() => rmSync(directory, {recursive: true}));

const state: SavedState = {
  version: 1,
  panels: {queues: {sort: {column: 'wait', descending: true}, filter: 'sales', alternate: false}, agents: {}},
  watched: {chats: [71, 72], jobs: [9], bulkUsers: [318], campaignImports: [{campaign: 57, job: 907}]},
  recent: ['operation getChat', 'view agents'],
  formValues: {getChat: {'params chat_id': '71'}},
};

describe('saved state', () => {
  test('starts from the defaults without a file', async () => {
    expect(await loadSavedState(path)).toEqual({state: noSavedState});
  });

  test('gives back what was saved, private to the user, and leaves no other file', async () => {
    expect(await saveState(path, noSavedState)).toBeUndefined();
    expect(await saveState(path, state)).toBeUndefined();
    expect(await loadSavedState(path)).toEqual({state});
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(readdirSync(dirname(path))).toEqual(['default@acme.json']);
  });

  test.each([
    '',
    '{"version":1,"panels"',
    '{"version":2,"panels":{},"watched":{"chats":[],"jobs":[]}}',
    '{"version":1,"panels":{"queues":{"sort":"wait"}},"watched":{"chats":[],"jobs":[]}}',
    '{"version":1,"panels":{},"watched":{"chats":["x"],"jobs":[]}}',
  ])('moves a damaged file aside: %s', async text => {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text);
    const loaded = await loadSavedState(path);
    expect(loaded.state).toEqual(noSavedState);
    expect(loaded.notice).toContain(`${path}.bad`);
    expect(readFileSync(`${path}.bad`, 'utf8')).toBe(text);
    expect(await loadSavedState(path)).toEqual({state: noSavedState});
  });

  test('says so when reading or saving is impossible, and never rejects', async () => {
    writeFileSync(join(directory, 'file'), '');
    const below = join(directory, 'file', 'state.json');
    expect((await loadSavedState(below)).notice).toContain('ENOTDIR');
    expect(await saveState(below, state)).toMatch(/could not be saved to .*state\.json/);
  });
});

describe('safeFileName', () => {
  test.each([
    ['acme', 'acme'],
    ['acme.example.com', 'acme.example.com'],
    ['../../etc', '%2E.%2F..%2Fetc'],
    ['..', '%2E.'],
    ['a b@c', 'a%20b%40c'],
    ['', '%'],
  ])('%s becomes %s', (text, name) => expect(safeFileName(text)).toBe(name));

  test('is always a short plain name, different for different texts', () => {
    const text = fc.string({unit: 'grapheme', maxLength: 300});
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(safeFileName(a)).toMatch(/^[A-Za-z0-9_%-][A-Za-z0-9_.%-]{0,150}$/);
        expect(safeFileName(a) === safeFileName(b)).toBe(Buffer.from(a).equals(Buffer.from(b)));
      }),
    );
  });
});
