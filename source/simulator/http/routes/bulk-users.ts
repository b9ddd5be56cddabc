import {
  getBulkUserJob,
  getBulkUserTemplate,
  listBulkUserJobs,
  listBulkUserSchemeErrors,
  listBulkUserUpdateErrors,
  proceedBulkUserJob,
  replaceBulkUserUpload,
  uploadBulkUsers,
} from '../../../api/operations/bulk-users.js';
import type {BulkJob} from '../../bulk/bulk-job.js';
import {ROLES} from '../../floor/roles.js';
import {isoOf, type TenantState} from '../../tenant-state.js';
import {fileOf, jsonOf} from '../form.js';
import {pagingHeaders} from '../paging.js';
import {integerOf, required} from '../query.js';
import {badRequest, notFound} from '../refusal.js';
import {type Answer, ok, type Route, type RouteRequest, route} from '../route.js';

const USUAL_PAGE = 25;
const LARGEST_PAGE = 100;
const API_USER = 'workforce-sync';

/** Changes of many users by a file: upload, check, proceed, and what went wrong. */
export const bulkUserRoutes = (state: TenantState): readonly Route[] => [
  route(getBulkUserTemplate, () => ok(templateOf(state))),
  route(uploadBulkUsers, ({form, url}) => {
    const file = fileOf(form, 'file');
    return started(state.bulkJobs.upload(file.filename, jsonOf(file)), url);
  }),
  route(replaceBulkUserUpload, ({form, url}) => {
    const file = fileOf(form, 'file');
    const job = jobOf(state, required(form?.values.get('id'), 'id'));
    if (!state.bulkJobs.replace(job, file.filename, jsonOf(file))) throw badRequest('Job was already proceeded');
    return started(job, url);
  }),
  route(proceedBulkUserJob, ({body, url}) => {
    const job = jobOf(state, body.id);
    const before = job.status;
    if (!state.bulkJobs.proceed(job)) throw badRequest('Job is not in valid_scheme');
    return started({...job, status: before}, url);
  }),
  route(getBulkUserJob, ({params}) => ok(jobRecordOf(state, jobOf(state, params['job_id'])))),
  route(listBulkUserSchemeErrors, ({params}) => ok(jobOf(state, params['job_id']).schemeErrors)),
  route(listBulkUserUpdateErrors, ({params}) => ok(jobOf(state, params['job_id']).updateErrors)),
  route(listBulkUserJobs, request => listJobs(state, request)),
];

function templateOf({floor}: TenantState): unknown {
  const value = (index: number): number => (index === 0 ? 1 : 0);
  return [
    {
      email: 'ines.moreau@example.com',
      new_email: '',
      agent_number: 'A-90844',
      first_name: 'Ines',
      last_name: 'Moreau',
      status: 'Active',
      location: 'Lyon',
      max_chat_limit: 4,
      max_chat_limit_enabled: 1,
      roles: ROLES.map((name, index) => ({name, value: value(index)})),
      teams: floor.teams.map(({name}, index) => ({name, value: value(index)})),
    },
  ];
}

function jobOf({bulkJobs}: TenantState, id: string | number | undefined): BulkJob {
  const job = bulkJobs.find(Number(id));
  if (job === undefined) throw notFound(`Job ${id ?? ''} not found`);
  return job;
}

/** The address in this answer is not the one at which the job is read; that is how the API has it. */
function started({id, status}: Pick<BulkJob, 'id' | 'status'>, url: string): Answer {
  const link = url.replace(/\/bulk\/users\/.*$/, `/bulk/users_jobs/${id}`);
  return ok({id, status, link}, {link: `<${link}>; rel="job"`});
}

/** Errors that a job's record shows; the lists have all of them. */
const SHOWN_ERRORS = 20;

const jobRecordOf = (state: TenantState, job: BulkJob): Readonly<Record<string, unknown>> => ({
  id: job.id,
  created_at: isoOf(state, job.createdAt),
  process_requested_at: isoOf(state, job.processRequestedAt),
  filename: job.filename,
  total_rows: job.totalRows,
  affected_rows: job.affectedRows,
  failed_rows: job.failedRows,
  status: job.status,
  uploaded_user_name: null,
  proceed_user_name: null,
  uploaded_api_user_name: API_USER,
  proceed_api_user_name: job.processRequestedAt === null ? null : API_USER,
  scheme_errors: job.schemeErrors.slice(0, SHOWN_ERRORS),
  update_errors: job.updateErrors.slice(0, SHOWN_ERRORS),
});

function listJobs(state: TenantState, {query, url}: Pick<RouteRequest, 'query' | 'url'>): Answer {
  const page = integerOf(query, 'page', 1) ?? 1;
  const per = integerOf(query, 'per_page', 1) ?? USUAL_PAGE;
  if (per > LARGEST_PAGE) throw badRequest(`per_page must be at most ${LARGEST_PAGE}`);
  const jobs = state.bulkJobs.all();
  const rows = jobs.slice((page - 1) * per, page * per).map(job => jobRecordOf(state, job));
  const headers = pagingHeaders({url, sizeKey: 'per_page', page, per, total: jobs.length});
  return ok(rows, state.pagingHeaders ? headers : {});
}
