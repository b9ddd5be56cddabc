import {createBoundedMap} from '../bounded-map.js';
import type {Floor} from '../floor/floor.js';
import type {Campaign} from './campaign.js';

const FIRST_JOB_ID = 907;
const MOST_JOBS = 200;
const STEPS = 4;
const STEP_MS = 1000;

/** One import of contacts into a campaign. `createdAt` is floor time. */
export type ContactImport = {
  readonly id: number;
  readonly campaignId: number;
  readonly createdAt: number;
  readonly totalRows: number;
  status: 'created' | 'in_progress' | 'finished';
  failedRows: number;
};

/** Imports of contacts, done in the background: a quarter of the rows per second of floor time. */
export type ContactImports = {
  /** Starts one; `addRow` tells whether a row was taken. */
  readonly start: (campaign: Campaign, rows: readonly unknown[], addRow: (row: unknown) => boolean) => ContactImport;
  readonly find: (campaignId: number, id: number) => ContactImport | undefined;
  /** Newest first. */
  readonly list: (campaignId: number) => readonly ContactImport[];
};

/** No imports yet. */
export function createContactImports(floor: Floor): ContactImports {
  const jobs = createBoundedMap<number, ContactImport>(MOST_JOBS);
  let nextId = FIRST_JOB_ID;
  return {
    start(campaign, rows, addRow) {
      const job: ContactImport = {
        id: nextId,
        campaignId: campaign.id,
        createdAt: floor.now(),
        totalRows: rows.length,
        status: 'created',
        failedRows: 0,
      };
      nextId += 1;
      jobs.set(job.id, job);
      const size = Math.max(1, Math.ceil(rows.length / STEPS));
      const step = (from: number): void =>
        floor.after(STEP_MS, () => {
          job.status = 'in_progress';
          job.failedRows += rows.slice(from, from + size).filter(row => !addRow(row)).length;
          if (from + size < rows.length) step(from + size);
          else floor.after(STEP_MS, () => (job.status = 'finished'));
        });
      step(0);
      return job;
    },
    find(campaignId, id) {
      const job = jobs.get(id);
      return job?.campaignId === campaignId ? job : undefined;
    },
    list: campaignId => [...jobs.values()].filter(job => job.campaignId === campaignId).reverse(),
  };
}
