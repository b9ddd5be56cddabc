import {createBoundedMap} from '../bounded-map.js';
import type {Floor} from '../floor/floor.js';
import {applyRow} from './apply-row.js';
import type {BulkJob} from './bulk-job.js';
import {checkFile} from './check-rows.js';

const FIRST_JOB_ID = 318;
const MOST_JOBS = 100;
/** Uploads whose rows are kept until somebody proceeds; an older one must be uploaded again. */
const MOST_WAITING = 5;
/** Errors kept of one job. */
const MOST_ERRORS = 1000;
const CHECKED_AFTER_MS = 3000;
const STEPS = 5;
const STEP_MS = 1000;

/** Uploads of users: checked some seconds after they came, applied when that is asked for. Seconds are floor time. */
export type BulkJobs = {
  readonly find: (id: number) => BulkJob | undefined;
  /** Newest first. */
  readonly all: () => readonly BulkJob[];
  /** Starts the check of a file; `json` is undefined when it is no JSON. */
  readonly upload: (filename: string, json: unknown) => BulkJob;
  /** Puts another file in place of a job's own and starts the check anew; false once the job was applied. */
  readonly replace: (job: BulkJob, filename: string, json: unknown) => boolean;
  /** Starts to apply a job, a fifth of its rows a second; false unless its file was found to be right. */
  readonly proceed: (job: BulkJob) => boolean;
};

/** No jobs yet. */
export function createBulkJobs(floor: Floor): BulkJobs {
  const jobs = createBoundedMap<number, BulkJob>(MOST_JOBS);
  let nextId = FIRST_JOB_ID;

  function check(job: BulkJob, json: unknown): void {
    job.upload += 1;
    job.status = 'created';
    job.totalRows = Array.isArray(json) ? json.length : 0;
    job.rows = [];
    job.schemeErrors = [];
    const {upload} = job;
    const checked = checkFile(json, new Set(floor.teams.map(({name}) => name)));
    floor.after(CHECKED_AFTER_MS, () => {
      if (job.upload !== upload) return;
      job.rows = checked.rows;
      job.schemeErrors = checked.errors;
      job.status = checked.errors.length === 0 ? 'valid_scheme' : 'invalid_scheme';
    });
  }

  function expireOldest(): void {
    const waiting = [...jobs.values()].filter(({status}) => status === 'created' || status === 'valid_scheme');
    for (const job of waiting.slice(0, -MOST_WAITING)) {
      job.upload += 1;
      job.rows = [];
      job.status = 'invalid_scheme';
      job.schemeErrors = [{message: 'The file was not proceeded in time: upload it again', column: '', row: 0}];
    }
  }

  function apply(job: BulkJob): void {
    const byEmail = new Map(floor.agents.map(agent => [agent.email, agent]));
    const size = Math.ceil(job.rows.length / STEPS);
    const step = (from: number): void =>
      floor.after(STEP_MS, () => {
        for (const row of job.rows.slice(from, from + size)) {
          const {isDone, errors} = applyRow(floor, byEmail, row);
          if (job.updateErrors.length < MOST_ERRORS) job.updateErrors.push(...errors);
          if (isDone) job.affectedRows += 1;
          else job.failedRows += 1;
        }
        if (from + size < job.rows.length) step(from + size);
        else {
          job.status = 'finished';
          job.rows = [];
        }
      });
    step(0);
  }

  return {
    find: id => jobs.get(id),
    all: () => [...jobs.values()].reverse(),
    upload(filename, json) {
      const job: BulkJob = {
        id: nextId,
        createdAt: floor.now(),
        filename,
        status: 'created',
        processRequestedAt: null,
        upload: 0,
        rows: [],
        totalRows: 0,
        affectedRows: 0,
        failedRows: 0,
        schemeErrors: [],
        updateErrors: [],
      };
      nextId += 1;
      jobs.set(job.id, job);
      check(job, json);
      expireOldest();
      return job;
    },
    replace(job, filename, json) {
      if (job.processRequestedAt !== null) return false;
      job.filename = filename;
      check(job, json);
      return true;
    },
    proceed(job) {
      if (job.status !== 'valid_scheme') return false;
      job.status = 'in_progress';
      job.processRequestedAt = floor.now();
      apply(job);
      return true;
    },
  };
}
