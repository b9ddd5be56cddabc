import type {LookupAddress} from 'node:dns';
import {basename} from 'node:path';
import {FormData, Pool} from 'undici';
import type {Clock} from '../lib/clock.js';
import {linkAbort} from '../lib/link-abort.js';
import {safeText} from '../terminal/safe-text.js';
import {UploadLostError, UploadNotSentError, UploadRefusedError} from './errors.js';
import {openFile} from './payload.js';
import {DEFAULT_LIMITS, type Exchange, startExchange} from './transport.js';
import {type LookUp, type UploadReach, uploadAddress} from './upload-address.js';

/** An upload takes no longer than this, ms: targets are good for 5 minutes. */
const LONGEST_MS = 4 * 60_000;
/** Most of an answer that is read, bytes. */
const LARGEST_ANSWER = 64 * 1024;

/** A file for a target that the tenant has named. */
export type Upload = {
  /** Where the tenant wants it, with every field of its form. */
  readonly target: {readonly url: string; readonly fields: Readonly<Record<string, string>>};
  readonly path: string;
};

/** Where a target leads, checked; it is shown before anything is sent there. */
export type UploadPlace = {readonly url: URL; readonly address: LookupAddress};

/** Looks at a target without sending anything. Rejects with UploadRefusedError. */
export async function uploadPlace(target: string, reach: UploadReach, lookUp: LookUp): Promise<UploadPlace> {
  if (!URL.canParse(target)) {
    throw new UploadRefusedError(`The target of the upload is no address: ${safeText(target, 80)}`);
  }
  const url = new URL(target);
  return {url, address: await uploadAddress(url, reach, lookUp)};
}

/** What an upload runs on. */
export type Uploading = {
  readonly clock: Clock;
  readonly reach: UploadReach;
  readonly lookUp: LookUp;
  /** Waits for a slot, where the target is the tenant's own server; else sends at once. */
  readonly inSlot: (origin: string, send: () => Exchange) => Promise<Exchange>;
  /** Hears the status of what was answered there. */
  readonly answered: (origin: string, status: number, sentAt: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Sends a file to a target of the tenant, once, as a form with the file last; it is read from disk while it is sent. No
 * credentials go along, no redirect is followed, and the connection is made to the address that was checked. Rejects with
 * UploadRefusedError, with UploadNotSentError where nothing left, or with UploadLostError where it broke off under way.
 */
export async function sendUpload({target, path}: Upload, uploading: Uploading): Promise<void> {
  const {clock, reach, lookUp, inSlot, answered, signal} = uploading;
  const {url, address} = await uploadPlace(target.url, reach, lookUp);
  const form = new FormData();
  for (const [name, value] of Object.entries(target.fields)) form.append(name, value);
  form.append('file', await openFile(path), basename(path));
  const pool = new Pool(url.origin, {
    connections: 1,
    allowH2: false,
    headersTimeout: LONGEST_MS,
    bodyTimeout: DEFAULT_LIMITS.bodyTimeout,
    connect: {
      timeout: DEFAULT_LIMITS.connectTimeout,
      rejectUnauthorized: true,
      // The name is not asked about again: a second answer might lead elsewhere.
      lookup: (_host, options, done) =>
        options.all ? done(null, [address]) : done(null, address.address, address.family),
    },
  });
  const late = new AbortController();
  const done = new AbortController();
  void clock.sleep(LONGEST_MS, done.signal).then(
    () => late.abort(),
    () => {},
  );
  const over = linkAbort(signal, late.signal);
  try {
    const request = {
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: {accept: '*/*'},
      body: form,
    };
    const send = (): Exchange =>
      startExchange(pool, clock, request, {signal: over.signal, largestBody: LARGEST_ANSWER});
    const exchange = await inSlot(url.origin, send);
    const {status, body} = await exchange.answer.catch((error: unknown) => {
      const isGivenUp = signal.aborted
        ? 'it was given up'
        : safeText(error instanceof Error ? error.message : String(error), 200);
      if (exchange.times.writtenAt === null) {
        throw new UploadNotSentError(`The upload to ${url.host} was not begun: ${isGivenUp}`, {cause: error});
      }
      if (signal.aborted) throw error;
      if (late.signal.aborted) throw new UploadLostError(`The upload to ${url.host} took longer than 4 minutes.`);
      const words = error instanceof Error ? error.message : String(error);
      throw new UploadLostError(`The upload to ${url.host} broke off: ${safeText(words, 200)}`, {cause: error});
    });
    answered(url.origin, status, exchange.times.startedAt);
    if (status >= 200 && status <= 299) return;
    const said = safeText(body.toString('utf8'), 200);
    const moved = status >= 300 && status <= 399 ? ' (redirects are not followed)' : '';
    throw new UploadRefusedError(`${url.host} refused the upload (${status})${moved}${said ? `: ${said}` : ''}`);
  } finally {
    done.abort();
    over.unlink();
    await pool.destroy();
  }
}
