import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {oddTenant} from '../own-tenant.js';
import {call, testFolder} from './call-run.js';

const TOKEN = 'x"7/Q+zz~0%hw==kept-secret';

/** A tenant that says back what it was given, in its body, in headers and in its status line. */
const echoing = (status: number) =>
  oddTenant((request, response) => {
    const given = request.headers.authorization ?? '';
    const token = Buffer.from(given.slice(6), 'base64').toString().slice('odd:'.length);
    response.setHeader('x-echo', given);
    response.setHeader('content-type', `text/${encodeURIComponent(token)}`);
    const words = `${given} ${token} ${Buffer.from(token).toString('hex')}`;
    response.writeHead(status, token.replaceAll(/[^\w]/g, '')).end(JSON.stringify({message: words, id: 1}));
  });
const isTold = (text: string): boolean =>
  [TOKEN, JSON.stringify(TOKEN).slice(1, -1), Buffer.from(`odd:${TOKEN}`).toString('base64'), encodeURIComponent(TOKEN)]
    .concat(Buffer.from(TOKEN).toString('hex'))
    .some(form => text.includes(form));

test('a tenant that says the token back: nothing of it is shown, logged or written', async () => {
  for (const status of [200, 302, 401, 422]) {
    const tenant = {...(await echoing(status)), token: TOKEN};
    for (const isTTY of [false, true]) {
      const state = testFolder();
      const file = join(state, 'answer');
      const read = await call(tenant, ['listUsers'], {isTTY, state});
      const wrote = await call(tenant, ['upsertEndUser', '--yes', '--body', '{"identifier":"c"}'], {isTTY, state});
      await call(tenant, ['listUsers', '--output', file], {isTTY, state});
      expect(isTold(read.out + read.err + wrote.out + wrote.err), `${status}: ${read.out}${read.err}`).toBe(false);
      if (status === 200) {
        expect(isTold(readFileSync(file, 'utf8'))).toBe(false);
        expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({id: 1});
      }
    }
  }
});
