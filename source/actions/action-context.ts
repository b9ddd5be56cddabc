import type {BuiltRequest, OperationInput} from '../api/build-request.js';
import type {AnyOperation} from '../api/operation.js';
import type {TenantSession} from '../session/tenant-session.js';
import type {ActionStep, TypedProof} from './prepared-action.js';

/** What preparing an action needs to know. */
export type ActionContext = {
  readonly session: TenantSession;
  /** As typed to confirm what cannot be counted. */
  readonly tenant: string;
  /** Configured teams {id: name}; user records carry only names. */
  readonly teams: ReadonlyMap<number, string>;
  /** More targets than this make a write dangerous. */
  readonly manyTargets: number;
  readonly countdownMs: number;
  readonly newId: () => string;
};

/** One request of an action, built once: what is confirmed is what is sent. */
export function step(
  context: ActionContext,
  operation: AnyOperation,
  input: OperationInput,
  read: ActionStep['read'],
  look: ActionStep['look'],
): ActionStep {
  const request: BuiltRequest = context.session.client.build(operation, input);
  return {operation, input, request, read, look};
}

/** Proof for a known number of targets. */
export const typedCount = (count: number, what: string): TypedProof => ({
  text: String(count),
  what: `the number of ${what}`,
});

/** Proof where nobody can say how many are hit. */
export const typedTenant = (tenant: string): TypedProof => ({text: tenant, what: "the tenant's name"});
