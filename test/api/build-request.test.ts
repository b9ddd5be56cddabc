import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {z} from 'zod';
import {buildRequest as build, type EndpointOverride, type OperationInput} from '../../source/api/build-request.js';
import {InvalidInputError} from '../../source/api/errors.js';
import {type AnyOperation, operation} from '../../source/api/operation.js';
import {forceLogoutAgents, getForceLogoutJob} from '../../source/api/operations/agent-statuses.js';
import {listUsers} from '../../source/api/operations/users.js';

const NOW = Date.parse('2031-01-01T00:00:00Z');
const buildRequest = (row: AnyOperation, input: OperationInput, override?: EndpointOverride) =>
  build(row, input, {now: NOW, override});

const anything = operation({
  id: 'anything',
  group: 'Test',
  title: 'Anything',
  help: 'Anything.',
  method: 'GET',
  path: '/things/{id}/parts/{part}',
  class: 'read',
  repeat: 'safe',
  confidence: 'documented',
  params: z.object({id: z.string(), part: z.union([z.string(), z.int()])}),
  query: z.object({
    'q[]': z.array(z.string()).optional(),
    'time[from]': z.string().optional(),
    n: z.number().optional(),
  }),
  answer: z.unknown(),
});

const wellFormed = fc.string({unit: 'binary'});
const segmentText = wellFormed.filter(text => text !== '' && text !== '.' && text !== '..');

describe('buildRequest', () => {
  test('what is put into the query comes out of URLSearchParams', () => {
    fc.assert(
      fc.property(fc.array(wellFormed), fc.option(wellFormed, {nil: undefined}), (list, from) => {
        const {path} = buildRequest(anything, {params: {id: '1', part: 2}, query: {'q[]': list, 'time[from]': from}});
        const query = new URLSearchParams(path.split('?')[1] ?? '');
        expect(query.getAll('q[]')).toEqual(list);
        expect(query.get('time[from]')).toBe(from ?? null);
      }),
    );
  });

  test('a path variable stays in its segment, as a URL parser sees it', () => {
    fc.assert(
      fc.property(segmentText, segmentText, (id, part) => {
        const {path} = buildRequest(anything, {params: {id, part}});
        const url = new URL(`https://acme.example.com/apps/api/v1${path}`);
        const segments = url.pathname.split('/');
        expect(segments).toHaveLength(8);
        expect(segments.slice(0, 5)).toEqual(['', 'apps', 'api', 'v1', 'things']);
        expect(decodeURIComponent(segments[5] ?? '')).toBe(id);
        expect(decodeURIComponent(segments[7] ?? '')).toBe(part);
        expect(url.search + url.hash).toBe('');
        expect(path).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });

  test.each(['', '.', '..', '\ud800'])('the path variable %j is refused', id => {
    expect(() => buildRequest(anything, {params: {id, part: 1}})).toThrow(InvalidInputError);
  });

  test.each(['../users', 'a/b', 'a?b', 'a#b', '%2e%2e', '%2F'])('the path variable %j is encoded', id => {
    const {path} = buildRequest(anything, {params: {id, part: 1}});
    expect(path).toBe(`/things/${encodeURIComponent(id)}/parts/1`);
  });

  test('brackets stay readable, arrays repeat the key', () => {
    expect(buildRequest(listUsers, {query: {'status_id[]': ['4', '7']}}).path).toBe(
      '/users?status_id[]=4&status_id[]=7',
    );
  });

  test('a field that does not fit, or that the row does not have, is named', () => {
    expect(() => buildRequest(getForceLogoutJob, {params: {id: 'x'}})).toThrow(/getForceLogoutJob: parameter id:/);
    expect(() => buildRequest(getForceLogoutJob, {})).toThrow(/parameter id/);
    expect(() => buildRequest(listUsers, {query: {status: '4'}})).toThrow(
      /query key status: is not known; it takes page, per/,
    );
    expect(() => buildRequest(listUsers, {query: {per: 1001}})).toThrow(/query key per/);
    expect(() => buildRequest(forceLogoutAgents, {})).toThrow(/body/);
  });

  describe('an override', () => {
    const input = {params: {id: 12}};

    test('replaces method and path', () => {
      const override = {method: 'post', path: '/agent_statuses/force_logout/{id}?full=1'};
      expect(buildRequest(getForceLogoutJob, input, override)).toMatchObject({
        method: 'POST',
        path: '/agent_statuses/force_logout/12?full=1',
      });
      expect(buildRequest(listUsers, {query: {page: 2}}, {method: 'GET', path: '/people?x=1'}).path).toBe(
        '/people?x=1&page=2',
      );
    });

    test.each(['jobs/{id}', 'https://elsewhere.example.com/{id}', '/jobs /{id}', '/jobs\r\nx: y', '/jobs/{job}'])(
      'with the path %j is refused',
      path => {
        expect(() => buildRequest(getForceLogoutJob, input, {method: 'GET', path})).toThrow(InvalidInputError);
      },
    );
  });
});
