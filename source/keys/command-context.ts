import type {Engine} from '../engine.js';
import type {PanelData} from '../panels/panel.js';
import type {RowBook} from '../panels/row-book.js';
import type {ViewStore} from '../view/view-store.js';
import type {Confirming} from './confirming.js';

/** What a command works with. */
export type CommandContext = {
  readonly store: ViewStore;
  readonly book: RowBook;
  /** The newest resources. */
  readonly data: () => PanelData;
  /** Null until the session is ready. */
  readonly engine: () => Engine | null;
  readonly confirming: Confirming;
  /** Puts ids on the clipboard of whoever sits at the terminal. */
  readonly copy: (ids: string) => void;
  /** Shows a sentence for a while. */
  readonly notice: (text: string) => void;
  readonly exit: () => void;
  readonly suspend: () => void;
  /** Lets a text be edited in the editor of whoever sits here; `put` gets what was written. */
  readonly edit: (text: string, put: (text: string) => void) => void;
  /** Leaves this tenant for that of another profile. */
  readonly switchTo: (profile: string) => void;
  readonly repaint: () => void;
};
