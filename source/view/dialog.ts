import type {ActionResult} from '../actions/action-result.js';
import type {PreparedAction} from '../actions/prepared-action.js';
import type {PaletteEntry} from './palette.js';
import type {TextField} from './text-field.js';
import type {PanelId} from './view-state.js';
import type {OpenWork, WaitingDialog, WorkScreen} from './work-view.js';

/** One thing that can be chosen. */
export type Option = {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  /** Why it cannot be chosen now; shown beside it. */
  readonly disabledReason?: string;
};

/** A field of a form. `pick` opens a list in which several can be chosen. */
export type FormField = {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** The form is not complete without it. */
  readonly required?: boolean;
} & (
  | {
      readonly type: 'text';
      readonly field: TextField;
      /** Tab completes the path of a file. */
      readonly completesPath?: boolean;
      /** What is known of the tenant to choose from; more than one where the field takes a list. */
      readonly known?: {readonly options: () => readonly Option[]; readonly isList: boolean};
    }
  /** One of some options, or none where it is not required. */
  | {readonly type: 'choice'; readonly options: readonly Option[]; readonly chosen: string | null}
  /** Fields that are seldom filled in; Enter puts them in its place. */
  | {readonly type: 'more'; readonly hidden: readonly FormField[]}
  | {readonly type: 'toggle'; readonly on: boolean}
  | {readonly type: 'pick'; readonly options: readonly Option[]; readonly picked: ReadonlySet<string>}
);

/** What a form's fields hold: text, "true"/"false", or the ids picked. */
export type FormValues = {
  readonly text: (id: string) => string;
  readonly on: (id: string) => boolean;
  readonly picked: (id: string) => readonly string[];
};

/**
 * Where a form leads: the next dialog (null closes it) and what is done once that is there, or what is wrong and with
 * which field.
 */
export type FormOutcome =
  | {readonly next: Dialog | null; readonly after?: () => void}
  | {readonly problem: string; readonly field: string | null};

/** How far a confirmation has come; `second`: somebody else must agree now. */
export type ConfirmStage = 'ask' | 'type' | 'second' | 'countdown' | 'sending';

/** Everything that can lie over the panels. Dialogs are values: keys replace them by changed ones. */
export type Dialog =
  /** `row`: the one under the cursor, of which it tells how it is known. */
  | {
      readonly kind: 'help';
      readonly row: {readonly panel: PanelId; readonly id: string} | null;
      readonly scroll: number;
    }
  | {readonly kind: 'detail'; readonly panel: PanelId; readonly id: string; readonly scroll: number}
  | {
      readonly kind: 'choice';
      readonly title: string;
      readonly hint: string;
      readonly options: readonly Option[];
      readonly cursor: number;
      /** What narrows the options while it is typed; absent where letters are keys. */
      readonly search?: TextField;
      /** Null when exactly one is chosen by Enter. */
      readonly chosen: ReadonlySet<string> | null;
      /** Something was marked or unmarked: from then on Enter takes the marks alone, even when there are none. */
      readonly isTouched?: boolean;
      /** Enter takes nobody when nothing is marked, instead of the row under the cursor. */
      readonly mayBeNone?: boolean;
      /** The next dialog instead of this one; null closes it. */
      readonly onDone: (ids: readonly string[]) => Dialog | null;
    }
  | {
      readonly kind: 'form';
      readonly title: string;
      readonly intro: readonly string[];
      readonly fields: readonly FormField[];
      /** Index into the fields; behind the last comes the button. */
      readonly focus: number;
      readonly problem: {readonly text: string; readonly field: string | null} | null;
      readonly button: string;
      /** Enter leads over what must be filled in, and presses the button once nothing of that is empty. */
      readonly isQuick?: boolean;
      readonly onSubmit: (values: FormValues) => FormOutcome;
      /** Hears that it was closed without being submitted. */
      readonly onClose?: () => void;
      /** Hears that the focus has left a field, by the field's id. */
      readonly onLeave?: (field: string, values: FormValues) => void;
      /** Lines that follow what is filled in, such as the request as it would be sent. */
      readonly preview?: (values: FormValues) => readonly string[];
    }
  | {
      readonly kind: 'palette';
      readonly entries: readonly PaletteEntry[];
      readonly field: TextField;
      readonly cursor: number;
    }
  /** Something that was asked and is waited for. `id` tells it from another. */
  | {
      readonly kind: 'waiting';
      readonly id: string;
      readonly title: string;
      readonly lines: readonly string[];
      readonly onCancel: () => void;
    }
  | {
      readonly kind: 'answer';
      readonly title: string;
      readonly tone: 'accent' | 'bad' | 'warn';
      /** What the answer means, above it. */
      readonly head: readonly string[];
      /** The body, read as JSON; text where it is none. */
      readonly value: unknown;
      /** The body as it came. */
      readonly body: Uint8Array;
      /** Places that are unfolded. */
      readonly open: ReadonlySet<string>;
      readonly cursor: number;
      /** The form again, with what it held; null where it came from none. */
      readonly again: (() => Dialog) | null;
    }
  | {
      readonly kind: 'work';
      readonly id: string;
      readonly title: string;
      readonly work: OpenWork;
      readonly screen: WorkScreen;
      readonly cursor: number;
      /** The next of the dialogs that became ready behind another one; Enter opens it. */
      readonly waiting: WaitingDialog | null;
      readonly onClose: () => void;
    }
  | {
      readonly kind: 'confirm';
      readonly action: PreparedAction;
      /** The form that it came from, with what it held; its end is then shown as an answer. */
      readonly again: (() => Dialog) | null;
      /** Hears that it was accepted, instead of its being shown. */
      readonly onEnd: ((result: ActionResult) => void) | null;
      readonly stage: ConfirmStage;
      readonly button: 'cancel' | 'send';
      readonly field: TextField;
      /** Enter was pressed on a text that is not what was to be typed. */
      readonly isWrong: boolean;
      /** Proofs typed so far. */
      readonly typed: readonly string[];
      /** The file that a second person is told of; null until it is written. */
      readonly request: string | null;
      /** Who that was, once they have agreed. */
      readonly agreedBy: string | null;
      /** Whole seconds until the countdown ends, rounded up; 0 outside of it. */
      readonly secondsLeft: number;
      readonly scroll: number;
    }
  | {
      readonly kind: 'result';
      readonly title: string;
      readonly result: ActionResult;
      readonly scroll: number;
    }
  | {readonly kind: 'message'; readonly title: string; readonly lines: readonly string[]; readonly scroll: number};

export type DialogOf<K extends Dialog['kind']> = Extract<Dialog, {kind: K}>;

/** A confirmation as it opens: nothing typed, Cancel under the cursor. */
export function confirmDialog(
  action: PreparedAction,
  emptyField: TextField,
  again: (() => Dialog) | null = null,
  onEnd: ((result: ActionResult) => void) | null = null,
): DialogOf<'confirm'> {
  return {
    kind: 'confirm',
    action,
    again,
    onEnd,
    stage: action.typed.length > 0 ? 'type' : 'ask',
    button: 'cancel',
    field: emptyField,
    isWrong: false,
    typed: [],
    request: null,
    agreedBy: null,
    secondsLeft: 0,
    scroll: 0,
  };
}
