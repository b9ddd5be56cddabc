import type {ActionContext} from './actions/action-context.js';
import type {ActionRunner} from './actions/action-runner.js';
import type {Uploads} from './actions/audited-upload.js';
import type {ChatLookup} from './actions/chat-lookup.js';
import type {Downloaded} from './actions/download-answer.js';
import type {EscalationInput} from './actions/escalate-chat.js';
import type {FormSpec} from './actions/form-spec.js';
import type {OperationUse} from './actions/prepare-operation.js';
import type {PreparedAction, Problem} from './actions/prepared-action.js';
import type {SecondPerson} from './actions/second-person.js';
import type {AgentSelection, Team} from './actions/team-members.js';
import type {AnswerSink} from './api/answer-sink.js';
import type {BuiltRequest, OperationInput} from './api/build-request.js';
import type {Answer} from './api/client.js';
import type {FileSink} from './api/file-sink.js';
import type {AnyOperation} from './api/operation.js';
import type {DeflectionChannel} from './api/operations/chats.js';
import type {TenantSession} from './session/tenant-session.js';
import type {WorkView} from './view/work-view.js';

/**
 * What the screen can do with a tenant. It arrives after the first frame is painted: everything that takes long to
 * load is behind it.
 */
export type Engine = {
  readonly session: TenantSession;
  readonly runner: ActionRunner;
  /** Who must agree as well to what hits many; null where the profile does not ask for it. */
  readonly second: SecondPerson | null;
  readonly context: ActionContext;
  /** Why no operation that writes can be run now, or null. */
  readonly readOnlyReason: () => string | null;
  /** Switches read-only; resolves to the reason where that could not be done, else to null. */
  readonly setReadOnly: (isOn: boolean) => Promise<string | null>;
  /** Every operation of the API, by its id. */
  readonly operations: ReadonlyMap<string, AnyOperation>;
  /** The inputs of an operation's form. */
  readonly formSpecs: (operation: AnyOperation) => readonly FormSpec[];
  /** What a form holds as an operation's input; `textOf` gives the text of an input. */
  readonly inputOfForm: (operation: AnyOperation, textOf: (id: string) => string) => OperationInput;
  /** A file that an answer can be written to, whole or not at all. */
  readonly openFile: (path: string) => Promise<FileSink>;
  /** The home directory, for paths that begin with `~`. */
  readonly home: string;
  /** The exact request an input becomes, or what is wrong with it. */
  readonly preview: (operation: AnyOperation, input: OperationInput) => BuiltRequest | Problem;
  /** Runs an operation that only asks, before every poll. Rejects with an ApiError. */
  readonly ask: (
    operation: AnyOperation,
    input: OperationInput,
    options?: {readonly signal?: AbortSignal; readonly sink?: AnswerSink},
  ) => Promise<Answer<unknown>>;
  /** Profiles of other tenants that the console can go on to. */
  readonly otherProfiles: readonly string[];
  /** Views for work that one form is not enough for. */
  readonly works: readonly WorkView[];
  /** Files for targets that the tenant has named. */
  readonly uploads: Uploads;
  /** Custom data as a token signed with the company secret, which is read for it; null where none is set up. */
  readonly signCustomData: ((data: unknown) => Promise<string>) | null;
  /**
   * Runs an operation that answers with a file and writes that to `path`, whole or not at all; `tell` hears how far it has
   * come. Rejects with an ApiError or the error of the disk.
   */
  readonly download: (
    operation: AnyOperation,
    input: OperationInput,
    path: string,
    options: {readonly signal: AbortSignal; readonly tell: (words: string) => void},
  ) => Promise<Downloaded>;
  /** Looks up chats that are typed; `onNews` hears that there is more to tell. */
  readonly lookUpChats: (onNews: () => void) => ChatLookup;
  readonly deflectionChannels: readonly DeflectionChannel[];
  readonly teams: () => readonly Team[];
  /** What the tenant tells of persons are pseudonyms here: nothing of it may be sent back. */
  readonly isMasked: boolean;
  /** Puts a sentence into the activity list and, for a while, above the footer. */
  readonly notice: (text: string) => void;
  readonly prepare: {
    /** Any operation that writes. */
    readonly operation: (
      operation: AnyOperation,
      input: OperationInput,
      use?: OperationUse,
    ) => PreparedAction | Problem;
    readonly agentStatus: (selection: AgentSelection, status: string) => PreparedAction | Problem;
    readonly forceLogout: (selection: AgentSelection, addresses: string) => PreparedAction | Problem;
    readonly escalation: (input: EscalationInput) => PreparedAction | Problem;
    readonly deflection: (chatId: number, channel: DeflectionChannel) => PreparedAction | Problem;
  };
};
