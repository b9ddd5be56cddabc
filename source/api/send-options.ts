import type {Passage} from '../budget/slot-gate.js';
import type {AnswerSink} from './answer-sink.js';

/** How an operation is run. */
export type SendOptions = {
  readonly passage: Passage;
  readonly priority?: number;
  /** What waits for the slot, as the budget panel names it. */
  readonly label?: string;
  readonly signal?: AbortSignal;
  /** Called before each try, before its files are opened and its slot is waited for; what it rejects with ends them. */
  readonly beforeTry?: () => Promise<void>;
  /**
   * Called when the slot opens, and again right before the request is written, for each try: if `signal` is aborted there, it
   * does not leave, and `run` rejects with the signal's reason or a CancelledError.
   */
  readonly beforeLeaving?: () => void;
  /** Called when the request is being written to a connection; again for each try after a 429. */
  readonly onSent?: () => void;
  /** Takes an answer that is a file. */
  readonly sink?: AnswerSink;
  /** An answer that is not what its row promises is no failure: its data are then undefined. */
  readonly isLenient?: boolean;
  /** Try again, at most `REPEATS` times, what failed and may be repeated. */
  readonly isRepeated?: boolean;
};
