import {randomBytes} from 'node:crypto';
import {rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {Clock} from '../lib/clock.js';
import {readApproval} from './approval.js';
import {ApprovalError, codeOf} from './approval-error.js';
import type {ApprovalRequest} from './approval-request.js';
import {readShared, writeShared} from './shared-file.js';

/** Crockford's base 32: no letter that is taken for a number. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 10;
/** Between two looks whether somebody has agreed, ms: a second person takes longer than that. */
const LOOK_MS = 500;
/** The request names targets, so that it is for the directory's group alone. */
const REQUEST_MODE = 0o640;
const OTHERS_CAN_WRITE = 0o022;

/** Who agreed: the owner of the file, and the name they go by, as they say. */
export type Approval = {readonly uid: number; readonly name: string};

/** A request that lies where a second person finds it. */
export type AskedApproval = {readonly request: ApprovalRequest; readonly path: string};

export const approvalPath = (requestPath: string): string => requestPath.replace(/\.request\.json$/, '.approval.json');

/**
 * Asks a second user of this machine to agree, by files in a directory that both can write to. Whose agreement it is the
 * file system says: an agreement counts when its file belongs to another user than the one who asks, cannot be written by
 * anybody else, and names this very request.
 */
export class ApprovalDesk {
  readonly #directory: string;
  readonly #uid: number | undefined;
  readonly #clock: Clock;

  /** `uid`: of whoever asks; undefined where the system has no such thing. */
  constructor(options: {readonly directory: string; readonly uid: number | undefined; readonly clock: Clock}) {
    this.#directory = options.directory;
    this.#uid = options.uid;
    this.#clock = options.clock;
  }

  /** Puts a request where others find it. Throws ApprovalError. */
  async ask(of: Omit<ApprovalRequest, 'version' | 'code' | 'at'>): Promise<AskedApproval> {
    if (this.#uid === undefined) {
      throw new ApprovalError('A second person is needed, and this system does not tell who owns a file.');
    }
    const request = {version: 1, code: newCode(), at: new Date(this.#clock.wall()).toISOString(), ...of} as const;
    const path = join(this.#directory, `${request.code}.request.json`);
    try {
      const {gid} = await stat(this.#directory);
      await writeShared(path, `${JSON.stringify(request)}\n`, {mode: REQUEST_MODE, gid});
    } catch (error) {
      throw new ApprovalError(
        `A second person is needed, and ${path} cannot be written for them (${codeOf(error)}): secondPerson.directory must be writable by a group of which both are members.`,
      );
    }
    return {request, path};
  }

  /** Resolves when somebody else has agreed. Rejects with ApprovalError, or the signal's reason. */
  async agreed(asked: AskedApproval, signal: AbortSignal): Promise<Approval> {
    for (;;) {
      signal.throwIfAborted();
      const approval = await this.look(asked);
      if (approval) return approval;
      await this.#clock.sleep(LOOK_MS, signal);
    }
  }

  /** Who has agreed so far; null while nobody has. Throws ApprovalError for an agreement that does not count. */
  async look({request, path: requestPath}: AskedApproval): Promise<Approval | null> {
    const path = approvalPath(requestPath);
    const file = await readShared(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw new ApprovalError(`The agreement ${path} cannot be read (${codeOf(error)}).`);
    });
    if (file === null) return null;
    const against = (reason: string) => new ApprovalError(`The agreement ${path} does not count: ${reason}.`);
    if (file.uid === this.#uid) throw against('it is by the user who asks');
    if (file.links !== 1) throw against('it is a link');
    if ((file.mode & OTHERS_CAN_WRITE) !== 0) throw against('others than its owner can write it');
    const approval = readApproval(file.text, request);
    if (!approval) throw against('it is for another request');
    return {uid: file.uid, name: approval.name};
  }

  /** The request is over: nobody can agree to it any more. */
  async close({path}: AskedApproval): Promise<void> {
    await Promise.allSettled([rm(path, {force: true}), rm(approvalPath(path), {force: true})]);
  }
}

const newCode = (): string => {
  const bytes = randomBytes(CODE_LENGTH);
  return Array.from(bytes, byte => ALPHABET[byte % ALPHABET.length]).join('');
};
