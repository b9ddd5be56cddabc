/**
 * The steps of an action's life that are kept; `approved`: a second person agreed; `switched`: read-only was; `repaired`: a torn last line was cut off and kept in
 * `outcome`.
 */
export type AuditEvent =
  | 'approved'
  | 'prepared'
  | 'sent'
  | 'accepted'
  | 'refused'
  | 'unknown'
  | 'seen'
  | 'cancelled'
  | 'dry-run'
  | 'switched'
  | 'repaired';

/**
 * Who acts: the OS user, where an SSH session came from (null when there is none), and the process; `host` and `started`,
 * which older lines lack, tell it from others of the same number.
 */
export type AuditWho = {
  readonly user: string;
  readonly ssh: string | null;
  readonly pid: number;
  readonly host?: string;
  readonly started?: string;
};

/** One thing acted on, such as `{kind: 'agent', id: 731, name: 'Ada'}`. */
export type AuditTarget = {readonly kind: string; readonly id: number | string; readonly name?: string};

/** The request as sent, without headers: credentials never reach the log. `body` is JSON, or null. */
export type AuditRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
};

/** What a caller hands over. Personal data is masked before, where that is asked for. */
export type AuditEntry = {
  readonly event: AuditEvent;
  /** A UUID, the same for every line of one action. */
  readonly actionId: string;
  readonly operation: string;
  readonly targets: readonly AuditTarget[];
  readonly request: AuditRequest | null;
  /** How it ended, as JSON: status, message, rows; null before that. */
  readonly outcome: unknown;
};

/** One line of the log. `at`: ISO 8601, UTC, ms. `prev`: SHA-256 of the previous line's bytes without its newline. */
export type AuditRecord = {
  readonly at: string;
  readonly seq: number;
  readonly prev: string;
  readonly who: AuditWho;
  readonly tenant: string;
} & AuditEntry;
