import {stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {approvalText} from './approval.js';
import {approvalPath} from './approval-desk.js';
import {ApprovalError, codeOf} from './approval-error.js';
import {type ApprovalRequest, readApprovalRequest} from './approval-request.js';
import {readShared, writeShared} from './shared-file.js';

/** An agreement tells nothing but its code; whoever asks must be able to read it. */
const APPROVAL_MODE = 0o644;

/** The request in `file`, for a user of `uid` to agree to. Throws ApprovalError where it is theirs, or none. */
export async function requestToApprove(file: string, uid: number | undefined): Promise<ApprovalRequest> {
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
  return request;
}

/** Agrees to `request`, which lies in `file`, as `name`. Throws ApprovalError. */
export async function giveApproval(file: string, request: ApprovalRequest, name: string): Promise<void> {
  const path = resolve(file);
  try {
    // Whoever asks may have thought better of it meanwhile.
    await stat(path);
    await writeShared(approvalPath(path), approvalText(request, name), {mode: APPROVAL_MODE, gid: null});
  } catch (error) {
    const code = codeOf(error);
    const words: Readonly<Record<string, string>> = {
      ENOENT: 'The request is over: it was taken back, or sent.',
      EEXIST: 'Somebody has agreed to this request already.',
    };
    throw new ApprovalError(words[code] ?? `The agreement cannot be written (${code}).`);
  }
}
