import {describe, expect, it} from 'vitest';
import {STATUS} from '../../source/simulator/floor/statuses.js';
import {closeTenantsAfterEach, jsonFile, type Row, startTestTenant, type TestTenant} from './tenant-client.js';

closeTenantsAfterEach();

const joiner = {email: 'ines.moreau@example.org', first_name: 'Ines', last_name: 'Moreau'};

async function upload(test: TestTenant, rows: unknown): Promise<number> {
  const reply = await test.form('POST', '/bulk/users/upload', {}, jsonFile(rows, 'march-joiners.json'));
  expect(reply).toMatchObject({status: 200, body: {status: 'created'}});
  return (reply.body as {id: number}).id;
}

const job = async (test: TestTenant, id: number): Promise<Row> =>
  (await test.send('GET', `/bulk/users/jobs/${id}`)).body as Row;

/** Uploads rows, waits for the check, applies them, waits for the end. */
async function apply(test: TestTenant, rows: unknown): Promise<Row> {
  const id = await upload(test, rows);
  test.clock.advance(5000);
  expect(await job(test, id)).toMatchObject({status: 'valid_scheme'});
  expect((await test.send('POST', '/bulk/users/proceed', {id})).status).toBe(200);
  test.clock.advance(10_000);
  return job(test, id);
}

describe('the template', () => {
  it('names every role and team, and passes the check itself', async () => {
    const test = await startTestTenant();
    const [row] = (await test.send('GET', '/bulk/users/template')).body as readonly Row[];
    expect(row?.['teams']).toHaveLength(test.tenant.teams.size);
    expect(row?.['roles']).toContainEqual({name: 'Manager', value: 0});
    expect(await apply(test, [row])).toMatchObject({status: 'finished', affected_rows: 1, failed_rows: 0});
  });
});

describe('a bulk job', () => {
  it('goes from created to finished, a fifth of its rows a second, and really changes users', async () => {
    const test = await startTestTenant();
    const {floor} = test.tenant;
    const [first, second] = floor.agents.filter(({statusId}) => statusId === STATUS.available);
    if (first === undefined || second === undefined) throw new Error('nobody is free');
    const known = (agent: typeof first): Row => ({
      email: agent.email,
      first_name: agent.firstName,
      last_name: agent.lastName,
    });
    const team = floor.teams[0]?.name;
    const rows = [
      {...known(first), first_name: 'Renamed', location: 'dublin', max_chat_limit: 7, max_chat_limit_enabled: 0},
      {...known(second), status: 'Inactive', new_email: 'gone@example.com'},
      {...joiner, teams: [{name: team, value: 1}], roles: [{name: 'Manager', value: '1'}]},
      ...Array.from({length: 7}, (_, index) => ({...joiner, email: `new${index}@example.org`, status: ''})),
    ];
    const id = await upload(test, rows);
    expect(await job(test, id)).toMatchObject({
      status: 'created',
      filename: 'march-joiners.json',
      total_rows: 10,
      affected_rows: 0,
      process_requested_at: null,
    });
    test.clock.advance(3000);
    expect(await job(test, id)).toMatchObject({status: 'valid_scheme', scheme_errors: []});
    expect(await test.send('POST', '/bulk/users/proceed', {id})).toMatchObject({
      status: 200,
      body: {id, status: 'valid_scheme', link: `${test.tenant.baseUrl}/bulk/users_jobs/${id}`},
    });
    const counts = [];
    for (let second = 0; second < 5; second++) {
      test.clock.advance(1000);
      const record = await job(test, id);
      counts.push([record['status'], record['affected_rows']]);
    }
    expect(counts).toEqual([
      ['in_progress', 2],
      ['in_progress', 4],
      ['in_progress', 6],
      ['in_progress', 8],
      ['finished', 10],
    ]);
    const users = (await test.rows(`/users?id[]=${first.id}&id[]=${second.id}`)) as readonly Row[];
    expect(users[0]).toMatchObject({
      first_name: 'Renamed',
      location: 'Dublin',
      max_chat_limit: 7,
      max_chat_limit_enabled: false,
    });
    expect(users[1]).toMatchObject({email: 'gone@example.com', deactivated_at: expect.any(String)});
    expect(floor.presenceOf(second.id)?.online).toBe(false);
    const [made] = await test.rows('/users?id[]=ines.moreau@example.org');
    expect(made).toMatchObject({teams: [{name: team}], roles: [{name: 'Agent'}, {name: 'Manager'}]});
    expect(floor.agents).toHaveLength(308);
  });

  it('keeps a deactivated user out, and lets a reactivated one come to the next shift', async () => {
    const test = await startTestTenant({agents: 40, queues: 6});
    const {floor} = test.tenant;
    const agent = floor.agents.find(({statusId}) => statusId === STATUS.inCall);
    const change = {email: agent?.email, first_name: agent?.firstName, last_name: agent?.lastName};
    await apply(test, [{...change, status: 'Inactive'}]);
    for (let hour = 0; hour < 30; hour++) floor.advance(3_600_000);
    expect(floor.presenceOf(agent?.id ?? 0)?.online).toBe(false);
    await apply(test, [{...change, status: 'Active'}]);
    let wasOnline = false;
    for (let step = 0; step < 24 * 7; step++) {
      floor.advance(3_600_000);
      wasOnline ||= floor.presenceOf(agent?.id ?? 0)?.online === true;
    }
    expect(wasOnline).toBe(true);
    expect(agent?.deactivatedAt).toBeNull();
  });

  it('tells what is wrong with a file by row and column, and takes a better one under the same id', async () => {
    const test = await startTestTenant();
    const id = await upload(test, [
      joiner,
      {...joiner, email: 'not an address'},
      {...joiner, email: 'INES.moreau@example.org'},
      {email: 'b@example.org', first_name: '', status: 'Sleeping', max_chat_limit: 31, max_chat_limit_enabled: 2},
      {...joiner, email: 'c@example.org', roles: [{name: 'King', value: 1}], teams: 'all'},
      'x',
    ]);
    test.clock.advance(3000);
    expect(await job(test, id)).toMatchObject({status: 'invalid_scheme', affected_rows: 0});
    const errors = (await test.rows(`/bulk/users/errors/scheme/${id}`)).map(({row, column}) => [row, column]);
    expect(errors).toEqual([
      [2, 'email'],
      [3, 'email'],
      [4, 'first_name'],
      [4, 'last_name'],
      [4, 'status'],
      [4, 'max_chat_limit'],
      [4, 'max_chat_limit_enabled'],
      [5, 'roles'],
      [5, 'teams'],
      [6, 'email'],
      [6, 'first_name'],
      [6, 'last_name'],
    ]);
    expect(await test.send('POST', '/bulk/users/proceed', {id})).toMatchObject({
      status: 400,
      body: {message: 'Job is not in valid_scheme'},
    });
    const again = await test.form('PUT', '/bulk/users/upload', {id: String(id)}, jsonFile([joiner], 'better.json'));
    expect(again).toMatchObject({status: 200, body: {id, status: 'created'}});
    test.clock.advance(3000);
    expect(await job(test, id)).toMatchObject({status: 'valid_scheme', filename: 'better.json', total_rows: 1});
    await test.send('POST', '/bulk/users/proceed', {id});
    expect((await test.form('PUT', '/bulk/users/upload', {id: String(id)}, jsonFile([joiner]))).status).toBe(400);
    expect((await test.send('POST', '/bulk/users/proceed', {id})).status).toBe(400);
  });

  it('finishes with warnings and errors for what cannot be done', async () => {
    const test = await startTestTenant();
    const taken = test.tenant.floor.agents[0]?.email;
    const done = await apply(test, [
      {...joiner, location: 'Atlantis'},
      {...joiner, email: 'd@example.org', new_email: taken},
      {...joiner, email: 'e@example.org', new_email: 'f@example.org'},
    ]);
    expect(done).toMatchObject({affected_rows: 1, failed_rows: 2, status: 'finished'});
    expect(await test.rows(`/bulk/users/errors/update/${done['id']}`)).toEqual([
      {message: 'location does not exist', column: 'location', row: 1, error_type: 'warning'},
      {message: 'new_email is already taken', column: 'new_email', row: 2, error_type: 'error'},
      {message: 'email belongs to no user', column: 'email', row: 3, error_type: 'error'},
    ]);
  });

  it('is refused without a file, and a large file with 413 that names the limit', async () => {
    const test = await startTestTenant({agents: 5, queues: 2});
    expect(await test.form('POST', '/bulk/users/upload', {id: '1'})).toMatchObject({
      status: 400,
      body: {message: 'file is required'},
    });
    expect(await test.send('POST', '/bulk/users/upload', {})).toMatchObject({
      status: 400,
      body: {message: 'Request body must be multipart/form-data'},
    });
    const large = {field: 'file', name: 'x.json', type: 'application/json', content: Buffer.alloc(17_000_000, 0x20)};
    expect(await test.form('POST', '/bulk/users/upload', {}, large)).toMatchObject({
      status: 413,
      body: {message: 'A JSON file may have at most 16 MiB'},
    });
    const noJson = {...large, content: 'a,b,c'};
    const {body} = await test.form('POST', '/bulk/users/upload', {}, noJson);
    const {id} = body as {id: number};
    test.clock.advance(3000);
    expect(await job(test, id)).toMatchObject({status: 'invalid_scheme', total_rows: 0});
    expect((await test.send('GET', '/bulk/users/jobs/1')).status).toBe(404);
  });

  it('must be uploaded again when five others came after it', async () => {
    const test = await startTestTenant({agents: 5, queues: 2});
    const ids: number[] = [];
    for (let count = 0; count < 6; count++) ids.push(await upload(test, [joiner]));
    test.clock.advance(3000);
    expect(await job(test, ids[0] ?? 0)).toMatchObject({status: 'invalid_scheme', scheme_errors: [{row: 0}]});
    expect(await job(test, ids[1] ?? 0)).toMatchObject({status: 'valid_scheme'});
  });

  it('is listed newest first, by page', async () => {
    const test = await startTestTenant({agents: 5, queues: 2});
    const ids = [await upload(test, [joiner]), await upload(test, [joiner]), await upload(test, [joiner])];
    const page = await test.send('GET', '/bulk/users/jobs?page=1&per_page=2');
    expect((page.body as readonly Row[]).map(({id}) => id)).toEqual([ids[2], ids[1]]);
    expect(page.headers.get('total')).toBe('3');
    expect(page.headers.get('per-page')).toBe('2');
    expect(page.headers.get('link')).toContain(`${test.tenant.baseUrl}/bulk/users/jobs?page=2&per_page=2>; rel="next"`);
    expect(await test.message('/bulk/users/jobs?per=2')).toBe('Unknown parameter: per');
  });
});
