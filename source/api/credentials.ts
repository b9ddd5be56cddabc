import {createRedactor, type Redactor} from '../lib/redact-secret.js';
import {ApiError, TokenUnavailableError} from './errors.js';

/** A token, what it becomes in the Authorization header, and what takes it out of answers. */
export type Credentials = {readonly token: string; readonly authorization: string; readonly redactor: Redactor};

/** Holds the credentials of a tenant: asked for at the first request, and again when that failed or they were refused. */
export class CredentialsKeeper {
  readonly #access: {readonly subdomain: string; readonly token: (refused?: string) => Promise<string>};
  #asked: Promise<Credentials> | null = null;
  /** The token last refused with 401, until another was asked for. */
  #refused: string | undefined;
  #current: Credentials | null = null;

  constructor(access: {readonly subdomain: string; readonly token: (refused?: string) => Promise<string>}) {
    this.#access = access;
  }

  /** Rejects with an ApiError when the token cannot be had; then the next request asks again. */
  get(): Promise<Credentials> {
    this.#asked ??= this.#ask().catch((error: unknown) => {
      this.#asked = null;
      throw error;
    });
    return this.#asked;
  }

  /** The next request asks for the token again; unless that was done since, while this answer was under way. */
  forget(refused: Credentials): void {
    if (this.#current !== refused) return;
    this.#asked = null;
    this.#refused = refused.token;
  }

  async #ask(): Promise<Credentials> {
    try {
      const token = await this.#access.token(this.#refused);
      this.#refused = undefined;
      const authorization = `Basic ${Buffer.from(`${this.#access.subdomain}:${token}`).toString('base64')}`;
      this.#current = {token, authorization, redactor: createRedactor(token)};
      return this.#current;
    } catch (error) {
      if (error instanceof ApiError) throw error;
      const words = error instanceof Error ? error.message : String(error);
      throw new TokenUnavailableError(`The token could not be had: ${words}`, {cause: error});
    }
  }
}
