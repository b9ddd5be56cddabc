import {expect, test} from 'vitest';
import {endUserAudit} from '../../source/actions/end-user-audit.js';
import {operationTargets} from '../../source/actions/operation-targets.js';
import {exampleInput} from '../../source/api/example.js';
import {fieldsOf} from '../../source/api/field-list.js';
import {OPERATIONS} from '../../source/api/operations/all.js';
import type {AuditEntry, AuditRecord} from '../../source/audit/audit-record.js';
import {Masker} from '../../source/privacy/masker.js';
import {Pseudonyms} from '../../source/privacy/pseudonyms.js';
import {auditEntry} from '../audit/audit-entry.js';

const masker = new Masker(new Pseudonyms(Buffer.from('k'.repeat(32))));

/** What is kept of an entry. */
async function kept(entry: AuditEntry): Promise<AuditEntry> {
  const lines: AuditEntry[] = [];
  const log = {
    path: '',
    append: async (line: AuditEntry) => {
      lines.push(line);
      return line as AuditRecord;
    },
    close: async () => {},
  };
  await endUserAudit(log, masker).append(entry);
  return lines[0] as AuditEntry;
}

const nobody = {agents: new Map(), queues: new Map()};
const request = (path: string, body: unknown) => ({method: 'POST', path, query: {}, body});

test('numbers become pseudonyms, in the request, the targets and the outcome; what is no person stays', async () => {
  const [first, second] = ['+13125550177', '+4915112345678'];
  const entry = await kept(
    auditEntry({
      operation: 'addDncContacts',
      targets: [
        {kind: 'phone_number', id: first},
        {kind: 'phone_number', id: second},
      ],
      request: request('/outbound_dialer/dnc', {
        contacts: [{phone_number: first, expires_at: '2031-12-31'}, {phone_number: second}],
      }),
      outcome: {status: 200, rows: [{who: first, before: '?', after: 'on the list', message: null}]},
    }),
  );
  const [one, other] = entry.targets.map(({id}) => id);
  expect([one, other]).toEqual([expect.stringMatching(/^tel-\w{6}$/), expect.stringMatching(/^tel-\w{6}$/)]);
  expect(entry.request?.body).toEqual({
    contacts: [{phone_number: one, expires_at: '2031-12-31'}, {phone_number: other}],
  });
  expect(entry.outcome).toEqual({status: 200, rows: [{who: one, before: '?', after: 'on the list', message: null}]});
  // A start later writes of what it finds there: it stays the same.
  expect((await kept({...entry, event: 'unknown', request: null})).targets).toEqual(entry.targets);
});

test('what the tenant says back of them is hidden too, in whatever form', async () => {
  const entry = await kept(
    auditEntry({
      operation: 'addDncContacts',
      targets: [{kind: 'phone_number', id: '+13125550177'}],
      request: request('/outbound_dialer/dnc', {contacts: [{phone_number: '+13125550177'}]}),
      outcome: {rows: [{who: '13125550177', before: '?', after: 'x', message: '1 (312) 555-0177 is on it, job 81502'}]},
    }),
  );
  const [told] = entry.targets.map(({id}) => id);
  expect(entry.outcome).toEqual({
    rows: [{who: told, before: '?', after: 'x', message: `${told} is on it, job 81502`}],
  });
  const user = await kept(
    auditEntry({
      operation: 'upsertEndUser',
      request: request('/end_users', {identifier: 'customer-4711', name: 'Lena Roth'}),
      outcome: {message: 'no user customer-4711, called Lena Roth'},
    }),
  );
  expect(user.outcome).toEqual({message: 'no user (not kept), called (not kept)'});
  // Made safe and cut on its way here.
  const content = 'My card was charged twice\nand nobody calls back.';
  const message = async (said: string) =>
    (
      await kept(
        auditEntry({
          operation: 'sendChatMessage',
          request: request('/chats/5/message', {from_user_id: 5, message: {type: 'text', content}}),
          outcome: {message: said},
        }),
      )
    ).outcome;
  expect(await message('422: cannot send "My card was charged twice␊and nob…')).toEqual({message: '(not kept)'});
  expect(await message('422: the chat has ended')).toEqual({message: '422: the chat has ended'});
});

test('numbers and addresses in texts that tell of no end user by themselves', async () => {
  const entry = await kept(
    auditEntry({
      operation: 'escalateChat',
      request: request('/chats/5/escalations', {reason: 'call lena@example.com back at +13125550177'}),
    }),
  );
  expect(entry.request?.body).toEqual({
    reason: expect.stringMatching(/^call mail-\w{6} back at tel-\w{6}$/),
  });
});

test('texts and data of end users are not kept; agents are', async () => {
  const message = await kept(
    auditEntry({
      operation: 'sendChatMessage',
      targets: [{kind: 'id', id: 81502}],
      request: request('/chats/81502/messages', {from_user_id: 5, message: {type: 'text', content: 'my card is 4711'}}),
    }),
  );
  expect(message.request?.body).toEqual({from_user_id: 5, message: {type: 'text', content: '(not kept)'}});
  expect(message.targets).toEqual([{kind: 'id', id: 81502}]);
  const logout = auditEntry();
  expect(await kept(logout)).toEqual(logout);
});

const writing = OPERATIONS.filter(row => row.class !== 'read' && fieldsOf(row.body).some(field => field.personal));

test('there are operations that name end users', () => {
  expect(writing.length).toBeGreaterThan(10);
});

test.each(writing.map(row => [row.id, row] as const))(
  '%s: nothing personal of its example is kept',
  async (_id, row) => {
    const input = exampleInput(row);
    const targets = operationTargets({session: {picture: nobody} as never, teams: new Map()}, row, input);
    const entry = await kept(
      auditEntry({operation: row.id, targets, request: request(row.path, input.body), outcome: null}),
    );
    const text = JSON.stringify(entry);
    const personal = fieldsOf(row.body).filter(field => field.personal && field.pick !== 'agent-email');
    for (const word of wordsOf(
      input.body,
      personal.map(({name}) => name),
    ))
      expect(text).not.toContain(word);
  },
);

/** The texts that stand at the named places, and below them. */
function wordsOf(value: unknown, names: readonly string[], at = '', isIn = false): readonly string[] {
  if (typeof value === 'string') return isIn && value !== '' ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(one => wordsOf(one, names, `${at}[]`, isIn));
  if (typeof value !== 'object' || value === null) return [];
  // Of records in a list those fields count that are personal themselves.
  const isRecord = at.endsWith('[]') && names.some(name => name.startsWith(`${at}.`));
  return Object.entries(value).flatMap(([key, part]) => {
    const name = at === '' ? key : `${at}.${key}`;
    return wordsOf(part, names, name, (isIn && !isRecord) || names.includes(name));
  });
}
