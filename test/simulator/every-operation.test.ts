import {describe, expect, it} from 'vitest';
import {OPERATIONS} from '../../source/api/operations/all.js';
import {closeTenantsAfterEach, startTestTenant} from './tenant-client.js';

closeTenantsAfterEach();

describe('the simulated tenant', () => {
  it('has a route for every operation, and never fails at one', async () => {
    const {send, form, download} = await startTestTenant({agents: 20, queues: 5});
    const answers = [];
    for (const {id, method, path, encoding, answers: kind} of OPERATIONS) {
      const target = path.replaceAll(/\{\w+\}/g, '1');
      if (kind === 'file') {
        const {status, bytes} = await download(target);
        answers.push({id, status, text: status === 200 ? '' : bytes.toString('utf8')});
      } else {
        const asked = method === 'GET' ? undefined : {};
        const reply = encoding === 'multipart' ? await form(method, target, {}) : await send(method, target, asked);
        answers.push({id, status: reply.status, text: JSON.stringify(reply.body ?? '')});
      }
    }
    expect(answers.filter(({status, text}) => text.includes('No operation') || status >= 500)).toEqual([]);
    expect(answers).toHaveLength(OPERATIONS.length);
  });
});
