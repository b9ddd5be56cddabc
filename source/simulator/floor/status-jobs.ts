import type {FloorAgent} from './floor-agent.js';
import type {StatusChange, StatusChangeRow} from './status-changes.js';
import type {Timeline} from './timeline.js';

const FIRST_JOB_ID = 4401;
const STEPS = 5;
const STEP_MS = 1000;
const MOST_KEPT = 200;

/** A large change on its way: a fifth of the agents per second of floor time. */
export type StatusJob = {
  readonly id: number;
  readonly total: number;
  status: 'in_progress' | 'finished';
  succeeded: number;
  failed: number;
  readonly rows: StatusChangeRow[];
};

/** The tenant's large changes. */
export type StatusJobs = {
  readonly start: (agents: readonly FloorAgent[], apply: (agent: FloorAgent) => StatusChange) => StatusJob;
  readonly find: (id: number) => StatusJob | undefined;
};

/** No jobs yet. */
export function createStatusJobs(timeline: Timeline): StatusJobs {
  const jobs = new Map<number, StatusJob>();
  let nextId = FIRST_JOB_ID;

  return {
    find: id => jobs.get(id),
    start(agents, apply) {
      const job: StatusJob = {
        id: nextId,
        total: agents.length,
        status: 'in_progress',
        succeeded: 0,
        failed: 0,
        rows: [],
      };
      nextId += 1;
      jobs.set(job.id, job);
      for (const id of jobs.keys()) {
        if (jobs.size <= MOST_KEPT) break;
        jobs.delete(id);
      }
      const size = Math.ceil(agents.length / STEPS);
      const step = (from: number): void =>
        timeline.after(STEP_MS, () => {
          for (const agent of agents.slice(from, from + size)) {
            const {row, accepted} = apply(agent);
            job.rows.push(row);
            if (accepted) job.succeeded += 1;
            else job.failed += 1;
          }
          if (from + size < agents.length) step(from + size);
          else job.status = 'finished';
        });
      step(0);
      return job;
    },
  };
}
