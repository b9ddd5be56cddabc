import {createRedactor, type Redactor} from './redact-secret.js';

/** Secrets that are kept in mind: a token and a company secret, and what they were before they were changed. */
const KEPT = 8;

/**
 * The secrets that were read in this process, so that nothing that is said of a fault of the program itself repeats one. What
 * tenants send is cleaned where it arrives.
 */
export class KnownSecrets {
  readonly #redactors = new Map<string, Redactor>();

  /** Keeps `secret` in mind, and gives it back. */
  learn(secret: string): string {
    const redactor = this.#redactors.get(secret) ?? createRedactor(secret);
    this.#redactors.delete(secret);
    this.#redactors.set(secret, redactor);
    const [oldest] = this.#redactors.keys();
    if (oldest !== undefined && this.#redactors.size > KEPT) this.#redactors.delete(oldest);
    return secret;
  }

  /** `text` with `*` for each of them, in every form that a redactor knows. */
  redact(text: string): string {
    return [...this.#redactors.values()].reduce((clean, redactor) => redactor.text(clean), text);
  }
}
