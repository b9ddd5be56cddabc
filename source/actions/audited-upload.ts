import {UploadNotSentError, UploadRefusedError} from '../api/errors.js';
import {sendUpload, type Upload, type Uploading, type UploadPlace, uploadPlace} from '../api/upload-target.js';
import type {AuditLog} from '../audit/audit-log.js';
import type {AuditEvent} from '../audit/audit-record.js';

/** Uploads to targets that the tenant has named. */
export type Uploads = {
  /** Where a target leads; rejects with UploadRefusedError for one that is not to be used. Sends nothing. */
  readonly place: (target: string) => Promise<UploadPlace>;
  /** Sends a file, once. Rejects with an ApiError. */
  readonly send: (upload: Upload, signal: AbortSignal) => Promise<void>;
};

/** Uploads that stand in the audit log: the file and its host before it is sent, and what came of it. */
export function auditedUploads(options: {
  readonly audit: AuditLog;
  readonly newId: () => string;
  readonly uploadingOf: (signal: AbortSignal) => Uploading;
  /** Hears why the outcome of an upload could not be written down. */
  readonly onUnwritten: (words: string) => void;
}): Uploads {
  const {audit, newId, uploadingOf, onUnwritten} = options;
  const {reach, lookUp} = uploadingOf(new AbortController().signal);
  return {
    place: target => uploadPlace(target, reach, lookUp),
    async send(upload, signal) {
      const {url} = await uploadPlace(upload.target.url, reach, lookUp);
      const actionId = newId();
      const note = (event: AuditEvent, outcome: unknown) =>
        audit.append({
          event,
          actionId,
          operation: 'upload',
          targets: [{kind: 'file', id: upload.path, name: url.host}],
          request: {
            method: 'POST',
            path: url.origin + url.pathname,
            query: {},
            body: `multipart: file=@${upload.path}`,
          },
          outcome,
        });
      // What came of it is so, whether or not it can be written down.
      const noted = (event: AuditEvent, outcome: unknown): Promise<unknown> =>
        note(event, outcome).catch((error: unknown) => onUnwritten(wordsOf(error)));
      await note('prepared', null);
      try {
        await sendUpload(upload, uploadingOf(signal));
      } catch (error) {
        const isSent = !(error instanceof UploadNotSentError);
        const event = error instanceof UploadRefusedError ? 'refused' : isSent ? 'unknown' : 'cancelled';
        await noted(event, {message: wordsOf(error), ...(isSent ? {} : {sent: false})});
        throw error;
      }
      await noted('accepted', null);
    },
  };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
