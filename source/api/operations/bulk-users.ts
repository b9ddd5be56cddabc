import {z} from 'zod';
import {fields, file, whole} from '../fields.js';
import {idNumber, lenientNumber, listOf, maybe} from '../lenient.js';
import {operation} from '../operation.js';

/** A bulk job. status: created, valid_scheme, invalid_scheme, in_progress, finished. */
export const bulkUserJob = z.object({
  id: idNumber,
  status: maybe(z.string()),
  filename: maybe(z.string()),
  created_at: maybe(z.string()),
  process_requested_at: maybe(z.string()),
  total_rows: maybe(lenientNumber),
  affected_rows: maybe(lenientNumber),
  failed_rows: maybe(lenientNumber),
});
export type BulkUserJob = z.output<typeof bulkUserJob>;

/** A fault of one row. `row` counts from 1, as the tenant counts; error_type is warning or error. */
export const bulkUserError = z.object({
  message: maybe(z.string()),
  column: maybe(z.string()),
  row: maybe(lenientNumber),
  error_type: maybe(z.string()),
});
export type BulkUserError = z.output<typeof bulkUserError>;

const shared = {
  group: 'Bulk User Management',
  repeat: 'never',
  confidence: 'documented',
  source: 'Bulk user management, docs.cloud.google.com/contact-center/ccai-platform/docs/apps-api-bulk-users',
} as const;
const read = {...shared, method: 'GET', class: 'read', repeat: 'safe'} as const;

/** Files of many thousand rows; the API names no limit of its own. */
const userFile = file('the users: a JSON array in the form of the template', {endings: ['.json']});

/** The form of an upload, with this tenant's roles and teams. */
export const getBulkUserTemplate = operation({
  ...read,
  id: 'getBulkUserTemplate',
  title: 'Get bulk user template',
  help: "A sample of the upload file that lists this tenant's roles and teams. Needs the token of an API user.",
  path: '/bulk/users/template',
  answer: z.unknown(),
});

/** Uploads users and begins the check of the file. */
export const uploadBulkUsers = operation({
  ...shared,
  id: 'uploadBulkUsers',
  title: 'Upload bulk users',
  help: 'Uploads a file of users and has its form checked. Nothing is changed before the job proceeds.',
  method: 'POST',
  path: '/bulk/users/upload',
  class: 'write',
  encoding: 'multipart',
  starts: 'bulk-users',
  body: fields({file: userFile}),
  answer: bulkUserJob,
});

/** Puts another file into a job. */
export const replaceBulkUserUpload = operation({
  ...shared,
  id: 'replaceBulkUserUpload',
  title: 'Replace bulk user upload',
  help: 'Puts a corrected file into a job that exists and has it checked again.',
  method: 'PUT',
  path: '/bulk/users/upload',
  class: 'write',
  encoding: 'multipart',
  starts: 'bulk-users',
  body: fields({id: whole('job', {pick: 'job'}), file: userFile}),
  answer: bulkUserJob,
});

/** Applies a checked file. */
export const proceedBulkUserJob = operation({
  ...shared,
  id: 'proceedBulkUserJob',
  title: 'Proceed with bulk users',
  help: 'Changes the users as the checked file of a job says. The job must be in valid_scheme.',
  method: 'POST',
  path: '/bulk/users/proceed',
  class: 'dangerous',
  starts: 'bulk-users',
  body: fields({id: whole('job', {pick: 'job'})}),
  answer: bulkUserJob,
});

const job = fields({job_id: whole('job', {pick: 'job'})});

/** State of one job. */
export const getBulkUserJob = operation({
  ...read,
  id: 'getBulkUserJob',
  title: 'Get bulk user job',
  help: 'How far a bulk job has come, with its counts of rows.',
  path: '/bulk/users/jobs/{job_id}',
  params: job,
  answer: bulkUserJob,
});

/** Faults that the check of the file found. */
export const listBulkUserSchemeErrors = operation({
  ...read,
  id: 'listBulkUserSchemeErrors',
  title: 'List bulk user scheme errors',
  help: 'What the check of the file found, row by row.',
  path: '/bulk/users/errors/scheme/{job_id}',
  params: job,
  answer: listOf(bulkUserError),
});

/** Rows that could not be applied. */
export const listBulkUserUpdateErrors = operation({
  ...read,
  id: 'listBulkUserUpdateErrors',
  title: 'List bulk user update errors',
  help: 'Rows that failed, or drew a warning, while the file was applied.',
  path: '/bulk/users/errors/update/{job_id}',
  params: job,
  answer: listOf(bulkUserError),
});

/** Jobs, newest first. */
export const listBulkUserJobs = operation({
  ...read,
  id: 'listBulkUserJobs',
  group: 'Additional (not in the seed)',
  title: 'List bulk user jobs',
  help: 'Bulk jobs, newest first, by pages.',
  path: '/bulk/users/jobs',
  query: fields({
    page: whole('page, from 1').optional(),
    per_page: whole('jobs on a page').optional(),
  }),
  answer: listOf(bulkUserJob),
});

/** In the order of the API collection. */
export const bulkUserOperations = [
  getBulkUserTemplate,
  uploadBulkUsers,
  replaceBulkUserUpload,
  proceedBulkUserJob,
  getBulkUserJob,
  listBulkUserSchemeErrors,
  listBulkUserUpdateErrors,
];
