import type {ActionContext} from './actions/action-context.js';
import type {ActionRunner} from './actions/action-runner.js';
import type {PreparedAction, Problem} from './actions/prepared-action.js';
import type {AgentSelection} from './actions/set-agent-status.js';
import type {Team} from './actions/team-members.js';
import type {DeflectionChannel} from './api/operations/chats.js';
import type {TenantSession} from './session/tenant-session.js';

/**
 * What the screen can do with a tenant. It arrives after the first frame is painted: everything that takes long to
 * load is behind it.
 */
export type Engine = {
  readonly session: TenantSession;
  readonly runner: ActionRunner;
  readonly context: ActionContext;
  /** Why no operation that writes can be run, or null. */
  readonly readOnlyReason: string | null;
  readonly deflectionChannels: readonly DeflectionChannel[];
  readonly teams: () => readonly Team[];
  /** Puts a sentence into the activity list and, for a while, above the footer. */
  readonly notice: (text: string) => void;
  readonly prepare: {
    readonly agentStatus: (selection: AgentSelection, status: string) => PreparedAction | Problem;
    readonly forceLogout: (selection: AgentSelection, addresses: string) => PreparedAction | Problem;
    readonly escalation: (input: {chatId: string; reason: string; force: boolean}) => PreparedAction | Problem;
    readonly deflection: (chatId: number, channel: DeflectionChannel) => PreparedAction | Problem;
  };
};
