import {randomBytes} from 'node:crypto';
import {readdir, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {ageOf, type Clock, stampOf} from '../lib/clock.js';
import {readApproval} from './approval.js';
import {ApprovalError, codeOf} from './approval-error.js';
import type {ApprovalRequest} from './approval-request.js';
import {readShared, writeShared} from './shared-file.js';

/** Crockford's base 32: no letter that is taken for a number. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 10;
/** Nobody is waited for longer than this, ms, on either clock: what was meant may be wrong by then. */
export const PATIENCE_MS = 15 * 60_000;
/** Requests of one's own that are older were left behind by a killed run, ms. */
const LEFT_BEHIND_MS = 60 * 60_000;
/** Between two looks whether somebody has agreed, ms: a second person takes longer than that. */
const LOOK_MS = 500;
/** The request names targets, so that it is for the directory's group alone. */
const REQUEST_MODE = 0o640;
const OTHERS_CAN_WRITE = 0o022;

/** Who agreed: the owner of the file, and the name of their account. */
export type Approval = {readonly uid: number; readonly name: string};

/** A request that lies where a second person finds it. */
export type AskedApproval = {readonly request: ApprovalRequest; readonly path: string};

export const approvalPath = (requestPath: string): string => requestPath.replace(/\.request\.json$/, '.approval.json');

/**
 * Asks a second user of this machine to agree, by files in a directory that both can write to. Whose agreement it is the
 * file system says: an agreement counts when its file belongs to another account than that of the one who asks, cannot be
 * written by anybody else, and names this very request.
 */
export class ApprovalDesk {
  readonly #directory: string;
  readonly #uid: number | undefined;
  readonly #clock: Clock;
  readonly #nameOf: (uid: number) => Promise<string | null>;

  /**
   * `uid`: of whoever asks; undefined where the system has no such thing. `nameOf`: the name of the account of a uid, null
   * where there is none.
   */
  constructor(options: {
    readonly directory: string;
    readonly uid: number | undefined;
    readonly clock: Clock;
    readonly nameOf: (uid: number) => Promise<string | null>;
  }) {
    this.#directory = options.directory;
    this.#uid = options.uid;
    this.#clock = options.clock;
    this.#nameOf = options.nameOf;
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
      await this.#sweep();
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
    const begun = stampOf(this.#clock);
    while (ageOf(this.#clock, begun) < PATIENCE_MS) {
      signal.throwIfAborted();
      const approval = await this.look(asked);
      if (approval) return approval;
      await this.#clock.sleep(LOOK_MS, signal);
    }
    throw new ApprovalError(`Nobody else agreed within ${PATIENCE_MS / 60_000} minutes: ask again.`);
  }

  /** Who has agreed so far; null while nobody has. Throws ApprovalError for an agreement that does not count. */
  async look({request, path: requestPath}: AskedApproval): Promise<Approval | null> {
    const path = approvalPath(requestPath);
    const file = await readShared(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw new ApprovalError(`The agreement ${path} cannot be read (${codeOf(error)}): ask again.`);
    });
    if (file === null) return null;
    const against = (reason: string) =>
      new ApprovalError(`The agreement ${path} (of uid ${file.uid}) does not count: ${reason}. Ask again.`);
    if (file.uid === this.#uid) throw against('it is by the user who asks');
    if (file.links !== 1) throw against('it is a link');
    if ((file.mode & OTHERS_CAN_WRITE) !== 0) throw against('others than its owner can write it');
    const approval = readApproval(file.text, request);
    if (!approval) throw against('it is for another request');
    const name = await this.#nameOf(file.uid);
    if (name === null) throw against('its owner has no account on this machine');
    return {uid: file.uid, name};
  }

  /** Removes what earlier runs of the same user have left behind. */
  async #sweep(): Promise<void> {
    for (const name of await readdir(this.#directory)) {
      if (!name.endsWith('.request.json')) continue;
      const path = join(this.#directory, name);
      const {uid, mtimeMs} = await stat(path).catch(() => ({uid: null, mtimeMs: 0}));
      if (uid === this.#uid && this.#clock.wall() - mtimeMs > LEFT_BEHIND_MS) await this.close({path});
    }
  }

  /** The request is over: nobody can agree to it any more. */
  async close({path}: Pick<AskedApproval, 'path'>): Promise<void> {
    await Promise.allSettled([rm(path, {force: true}), rm(approvalPath(path), {force: true})]);
  }
}

const newCode = (): string => {
  const bytes = randomBytes(CODE_LENGTH);
  return Array.from(bytes, byte => ALPHABET[byte % ALPHABET.length]).join('');
};
