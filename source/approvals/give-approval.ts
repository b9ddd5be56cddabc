import {rm, stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {approvalText} from './approval.js';
import {approvalPath, PATIENCE_MS} from './approval-desk.js';
import {ApprovalError, codeOf} from './approval-error.js';
import {type ApprovalRequest, readApprovalRequest} from './approval-request.js';
import {readShared, writeShared} from './shared-file.js';

/** An agreement tells nothing but its code; whoever asks must be able to read it. */
const APPROVAL_MODE = 0o644;

/** Whoever asks does not wait any more; their clock may be a little behind this one. */
const OVER = 'The request is over: it was taken back, sent, or waited for too long.';

/** A request, and the account that its file belongs to. */
export type FoundRequest = {readonly request: ApprovalRequest; readonly uid: number};

/**
 * The request in `file`, for a user of `uid` to agree to at `now` (wall clock ms). Throws ApprovalError where it is theirs,
 * over, or none.
 */
export async function requestToApprove(file: string, uid: number | undefined, now: number): Promise<FoundRequest> {
  if (uid === undefined) throw new ApprovalError('This system does not tell who owns a file: nobody can agree here.');
  const path = resolve(file);
  const shared = await readShared(path).catch((error: unknown) => {
    const code = codeOf(error);
    throw new ApprovalError(
      code === 'ENOENT'
        ? `There is no request ${path}: it was taken back, sent, or is written differently.`
        : `The request ${path} cannot be read (${code}).`,
    );
  });
  if (shared.uid === uid) throw new ApprovalError('This request is your own: another user of this machine must agree.');
  const request = readApprovalRequest(shared.text);
  if (!request || !path.endsWith(`${request.code}.request.json`)) {
    throw new ApprovalError(`${path} is no request for a second person.`);
  }
  if (now - Date.parse(request.at) > PATIENCE_MS) throw new ApprovalError(OVER);
  return {request, uid: shared.uid};
}

/** Agrees to `request`, which lies in `file`. Throws ApprovalError. */
export async function giveApproval(file: string, request: ApprovalRequest): Promise<void> {
  const path = resolve(file);
  try {
    // Whoever asks may have thought better of it meanwhile.
    await stat(path);
    await writeShared(approvalPath(path), approvalText(request), {mode: APPROVAL_MODE, gid: null});
    // Taken back in between, nobody would look at the agreement any more.
    await stat(path).catch(async (error: unknown) => {
      await rm(approvalPath(path), {force: true});
      throw error;
    });
  } catch (error) {
    const code = codeOf(error);
    const words: Readonly<Record<string, string>> = {
      ENOENT: OVER,
      EEXIST: 'Somebody has agreed to this request already.',
    };
    throw new ApprovalError(words[code] ?? `The agreement cannot be written (${code}).`);
  }
}
