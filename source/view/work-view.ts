import type {ActionResult} from '../actions/action-result.js';
import type {PreparedAction, Problem} from '../actions/prepared-action.js';
import type {OperationInput} from '../api/build-request.js';
import type {Dialog} from './dialog.js';

/** What a text of a work view means. */
export type WorkTone = 'plain' | 'dim' | 'good' | 'warn' | 'bad' | 'title';

/** A line above the rows. */
export type WorkLine = {readonly text: string; readonly tone?: WorkTone};

/** One row: a cell for every column of the screen. */
export type WorkRow = {readonly id: string; readonly cells: readonly string[]; readonly tone?: WorkTone};

/** Something that can be done in a work view. */
export type WorkAct = {
  /** The chord that does it; `enter` does what is first done with a row. */
  readonly key: string;
  /** A word or two for the foot. */
  readonly label: string;
  /** Why it cannot be done now, or null. */
  readonly whyNot: string | null;
  /** Gets the row under the cursor. */
  readonly run: (row: WorkRow | null) => void;
};

/** What a work view shows now. */
export type WorkScreen = {
  readonly head: readonly WorkLine[];
  readonly columns: readonly string[];
  readonly rows: readonly WorkRow[];
  /** Said where there are no rows. */
  readonly empty: string;
  readonly acts: readonly WorkAct[];
};

/** A work view while it is open. */
export type OpenWork = {
  readonly screen: () => WorkScreen;
  /** Takes a text that was pasted, with its lines. */
  readonly paste?: (text: string) => void;
};

/** A dialog that a work view had ready while another lay over it, or none of its keys had been pressed for it. */
export type WaitingDialog = {readonly title: string; readonly show: () => void};

/** What a work view does to the screen and, through it, to the tenant. */
export type WorkHost = {
  /** Aborts when the view is left. */
  readonly signal: AbortSignal;
  /** The screen is asked for again. */
  readonly changed: () => void;
  /** Opens a dialog over the view; where another lies over it already, it waits until it is asked for by Enter. */
  readonly open: (dialog: Dialog) => void;
  /**
   * Opens the form of an operation, filled in by `values` (by the ids of its inputs, such as `body chat.menu_id`);
   * `onDone` hears when the tenant has answered.
   */
  readonly form: (operation: string, values: Readonly<Record<string, string>>, onDone: () => void) => void;
  /** Opens the confirmation of an operation that writes, or says why there is none. */
  readonly confirm: (operation: string, input: OperationInput, use?: WorkUse) => void;
  /** Opens the confirmation of an action that was prepared elsewhere. */
  readonly confirmAction: (action: PreparedAction | Problem) => void;
  /** Puts text on the clipboard of whoever sits at the terminal. */
  readonly copy: (text: string) => void;
};

/** What a work view has to do with an operation that it confirms. */
export type WorkUse = {
  /** What to know before agreeing. */
  readonly facts?: readonly string[];
  /** Hears the body of the answer, as JSON where it is such. */
  readonly onAnswer?: (data: unknown) => void;
  /** Hears that it was accepted, instead of its being shown. */
  readonly onEnd?: (result: ActionResult) => void;
};

/** A view for work that one form is not enough for. */
export type WorkView = {
  /** `bulk-users`; found in the palette by it. */
  readonly id: string;
  readonly title: string;
  /** A sentence. */
  readonly help: string;
  readonly open: (host: WorkHost) => OpenWork;
};
