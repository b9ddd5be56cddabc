import {ApiError, CredentialsRefusedError} from '../../api/errors.js';
import {listWaitTimes, type WaitRow} from '../../api/operations/wait-times.js';
import {safeText} from '../../terminal/safe-text.js';
import type {OpenTenant} from '../open-tenant.js';
import type {Finding} from './finding.js';

/** A clock further from the tenant's than this is named, ms: the Date header counts whole seconds. */
const SKEW_MS = 3000;

/** What one request for waits tells; `error` where it failed, `rows` where it did not. */
export type TenantLook = {
  readonly findings: readonly Finding[];
  readonly error: ApiError | null;
  readonly rows: readonly WaitRow[];
};

/** Asks the tenant for waits, once: a documented path that changes nothing. */
export async function lookAtTenant({session, settings}: OpenTenant, signal: AbortSignal): Promise<TenantLook> {
  const {clock, client} = session;
  const [lang = 'en'] = settings.languages;
  const asked = clock.wall();
  try {
    const answer = await client.run(listWaitTimes, {query: {lang}}, {passage: 'act', signal});
    const queues = answer.data.length;
    return {
      error: null,
      rows: answer.data,
      findings: [
        {verdict: 'ok', about: 'reachable', words: `${settings.baseUrl} answered in ${Math.round(answer.ms)} ms.`},
        {verdict: 'ok', about: 'credentials', words: 'the tenant takes them.'},
        queues > 0
          ? {verdict: 'ok', about: 'queues', words: `${queues} in ${lang}.`}
          : {verdict: 'warn', about: 'queues', words: `none in ${lang}.`, todo: 'Check languages in the profile.'},
        skewFinding(answer.header('date'), asked, clock.wall()),
      ],
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {error, rows: [], findings: failures(error)};
  }
}

function failures(error: ApiError): readonly Finding[] {
  const words = safeText(error.message, 300);
  const failed = {verdict: 'fail', words: `${words}.`, todo: error.nextStep} as const;
  if (error instanceof CredentialsRefusedError) {
    return [
      {verdict: 'ok', about: 'reachable', words: 'the tenant answers.'},
      {...failed, about: 'credentials'},
    ];
  }
  // Something answered, which need not have looked at credentials.
  if (error.status !== null) {
    const reachable = {verdict: 'ok', about: 'reachable', words: 'something answers there.'} as const;
    const untold = {
      verdict: 'skip',
      about: 'credentials',
      words: 'sent; whether they are right was not told.',
    } as const;
    return [reachable, untold, {...failed, about: 'tenant'}];
  }
  const untold = error.reached === 'no' ? 'not tried: the tenant cannot be reached.' : 'sent, and not answered.';
  return [
    {...failed, about: 'reachable'},
    {verdict: 'skip', about: 'credentials', words: untold},
  ];
}

/** How far this machine's clock is from the tenant's, at best: an answer's Date lies between asking and hearing it. */
function skewFinding(date: string | undefined, asked: number, heard: number): Finding {
  const about = 'clock';
  const told = Date.parse(date ?? '');
  if (Number.isNaN(told)) return {verdict: 'skip', about, words: 'the tenant tells no time.'};
  const skew = told < asked - 1000 ? asked - 1000 - told : told > heard ? told - heard : 0;
  const side = told > heard ? 'behind' : 'ahead of';
  return skew < SKEW_MS
    ? {verdict: 'ok', about, words: "agrees with the tenant's, as far as whole seconds tell."}
    : {
        verdict: 'warn',
        about,
        words: `about ${Math.round(skew / 1000)} s ${side} the tenant's.`,
        todo: 'Set it by NTP.',
      };
}
