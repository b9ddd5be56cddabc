import type {AuditLog} from '../audit/audit-log.js';
import type {AuditEvent} from '../audit/audit-record.js';
import {type Clock, stampOf} from '../lib/clock.js';
import {bodyWords, shownBody} from '../lib/request-words.js';
import type {ActivityLog} from '../state/activity-log.js';
import {safeText} from '../terminal/safe-text.js';
import type {ActionStep, PreparedAction} from './prepared-action.js';

/** Writes the life of actions into the audit log; where that fails, the activity list tells. */
export class ActionJournal {
  readonly #audit: AuditLog;
  readonly #activity: ActivityLog;
  readonly #clock: Clock;

  constructor(audit: AuditLog, activity: ActivityLog, clock: Clock) {
    this.#audit = audit;
    this.#activity = activity;
    this.#clock = clock;
  }

  /** Resolves to the reason when the log could not be written, else to null. */
  async write(
    action: PreparedAction,
    actionStep: ActionStep | undefined,
    event: AuditEvent,
    outcome: unknown,
  ): Promise<string | null> {
    try {
      const request = actionStep && {
        method: actionStep.request.method,
        path: actionStep.request.path,
        query: {},
        body: auditedBody(actionStep.request),
      };
      await this.#audit.append({
        event,
        actionId: action.id,
        operation: actionStep?.operation.id ?? '',
        targets: action.targets,
        request: request ?? null,
        outcome,
      });
      return null;
    } catch (error) {
      const problem = safeText(error instanceof Error ? error.message : String(error), 300);
      this.#activity.add(stampOf(this.#clock), 'problem', problem);
      return problem;
    }
  }
}

function auditedBody(request: ActionStep['request']): unknown {
  const shown = shownBody(request);
  return shown === null ? bodyWords(request) : (JSON.parse(shown) as unknown);
}
