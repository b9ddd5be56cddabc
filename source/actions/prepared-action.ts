import type {AnswerSink} from '../api/answer-sink.js';
import type {BuiltRequest, OperationInput} from '../api/build-request.js';
import type {Answer} from '../api/client.js';
import type {InputField} from '../api/errors.js';
import type {AnyOperation} from '../api/operation.js';
import type {TargetOutcome} from '../lib/target-outcome.js';
import type {WatchRef} from '../picture/watch-list.js';

/** What an action acts on, bound to ids when it was prepared. */
export type Target = {
  readonly kind: string;
  readonly id: number | string;
  readonly name: string;
};

/** One row of what is shown before anybody agrees; all rows of an action have the same columns. */
export type PreviewRow = Readonly<Record<string, string>>;

/** One row of a result, as the platform told it; safe to draw. */
export type OutcomeRow = TargetOutcome;

/** What an answer means. */
export type Outcome = {
  readonly summary: string;
  readonly rows: readonly OutcomeRow[];
  /** The tenant answered, and every single row says no. */
  readonly isRefused: boolean;
  /** A background job to follow, with the status that it is to bring where it brings one; or null. */
  readonly job: (WatchRef & {readonly wanted: string | null}) | null;
  readonly expected: readonly Expected[];
};

/** An agent whose new status a later poll should show, with that status' name; `isPutOff`: only after a call or chat. */
export type Expected = {readonly agentId: number; readonly status: string; readonly isPutOff?: boolean};

/** One request of an action. */
export type ActionStep = {
  readonly operation: AnyOperation;
  readonly input: OperationInput;
  readonly request: BuiltRequest;
  /** Reads the answer; also the place to keep what was learned. */
  readonly read: (data: unknown, answer: Answer<unknown>) => Outcome;
  /** An answer that does not fit its row is taken as it is. */
  readonly isLenient?: boolean;
  /** Takes an answer that is a file. */
  readonly sink?: AnswerSink;
  /** Begins to look whether it took effect, when the answer was lost; says where that will be seen. */
  readonly look: () => {readonly words: string; readonly expected: readonly Expected[]};
};

/** Words that must be typed before a dangerous action is sent, and what they are. */
export type TypedProof = {readonly text: string; readonly what: string};

/** An action ready to be confirmed: nothing in it changes any more. */
export type PreparedAction = {
  /** UUID, the same on every line of the audit log. */
  readonly id: string;
  readonly title: string;
  readonly class: 'write' | 'dangerous';
  readonly targets: readonly Target[];
  /** What is shown in place of the targets alone, where more is known of whom it is for. */
  readonly preview?: readonly PreviewRow[];
  /** Sentences that the operator should read before agreeing. */
  readonly facts: readonly string[];
  /** Sent in order; the next only after the one before was accepted. */
  readonly steps: readonly ActionStep[];
  /** Empty for a write. */
  readonly typed: readonly TypedProof[];
  /** Ms between agreement and sending, in which any key cancels; 0 for a write. */
  readonly countdownMs: number;
};

/** Why an action could not be prepared, and which field of its form is wrong. */
export type Problem = {
  readonly problem: string;
  readonly field: string | null;
  /** Where the problem is one field of an operation's input. */
  readonly input?: InputField;
};

export const isProblem = (value: PreparedAction | Problem): value is Problem => 'problem' in value;

/** Says that one of an action's requests has left; `index` from 0. */
export const sentWords = ({title, steps}: PreparedAction, index: number): string =>
  `Sent: ${title}${steps.length > 1 ? ` (${index + 1} of ${steps.length})` : ''}`;
