import type {Agreement} from '../../source/actions/check-agreement.js';
import {isProblem, type PreparedAction, type Problem} from '../../source/actions/prepared-action.js';
import {escalateChat} from '../../source/api/operations/chats.js';
import type {Stamp} from '../../source/lib/clock.js';

/** An action of one request that nobody sends. */
export const escalation = (more: Partial<PreparedAction> = {}): PreparedAction => ({
  id: 'a-1',
  title: 'Escalate chat 1',
  class: 'write',
  targets: [{kind: 'chat', id: 1, name: 'chat 1'}],
  facts: [],
  steps: [
    {
      operation: escalateChat,
      input: {params: {chat_id: 1}, body: {}},
      request: {operation: escalateChat.id, method: 'POST', path: '/chats/1/escalations', body: '{}', parts: null},
      read: () => ({summary: 'done', rows: [], isRefused: false, job: null, expected: []}),
      look: () => ({words: 'look', expected: []}),
    },
  ],
  typed: [],
  countdownMs: 0,
  ...more,
});

/** What was prepared; throws where there was a problem. */
export function prepared(value: PreparedAction | Problem): PreparedAction {
  if (isProblem(value)) throw new Error(value.problem);
  return value;
}

/** `ms` before `now` (monotonic ms), on both clocks. */
export const before = (ms: number, now: number): Stamp => ({mono: now - ms, wall: Date.now() - ms});

/** Everything typed, the countdown over. */
export const agreedTo = (action: PreparedAction, now = performance.now()): Agreement => ({
  confirmed: action.id,
  typed: action.typed.map(({text}) => text),
  provenAt: action.typed.length > 0 ? before(action.countdownMs + 1, now) : null,
});
