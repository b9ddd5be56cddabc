/** Takes a file that a tenant sends, piece by piece, so that it never lies in memory as a whole. */
export type AnswerSink = {
  /** A 2xx answer begins; its length in bytes where the tenant tells it. */
  readonly begin: (length: number | null) => void;
  /** The next piece; the next but one comes when this resolves. A rejection ends the transfer. */
  readonly write: (piece: Buffer) => Promise<void>;
};
