/** Something wrong with a row of an uploaded file; rows count from 1, 0 is the file as a whole. */
export type SchemeError = {readonly message: string; readonly column: string; readonly row: number};

/** The same, found while rows were applied. A warning leaves out the column, an error the row. */
export type UpdateError = SchemeError & {readonly error_type: 'warning' | 'error'};

/** One user of an uploaded file. Undefined: leave it as it is. Null: take it away. */
export type BulkRow = {
  readonly row: number;
  readonly email: string;
  readonly newEmail: string | undefined;
  readonly agentNumber: string | undefined;
  readonly firstName: string;
  readonly lastName: string;
  readonly status: 'Active' | 'Inactive' | undefined;
  readonly location: string | null | undefined;
  readonly chatLimit: number | undefined;
  readonly chatLimitEnabled: boolean | undefined;
  /** Names given and names taken away. */
  readonly roles: ReadonlyMap<string, boolean>;
  readonly teams: ReadonlyMap<string, boolean>;
};

export type BulkJobStatus = 'created' | 'valid_scheme' | 'invalid_scheme' | 'in_progress' | 'finished';

/** One upload of users and what became of it. Times are floor time. */
export type BulkJob = {
  readonly id: number;
  readonly createdAt: number;
  filename: string;
  status: BulkJobStatus;
  processRequestedAt: number | null;
  /** Grows with each upload; a check planned under an older one is void. */
  upload: number;
  /** Kept until they are applied. */
  rows: readonly BulkRow[];
  totalRows: number;
  affectedRows: number;
  failedRows: number;
  schemeErrors: readonly SchemeError[];
  readonly updateErrors: UpdateError[];
};
