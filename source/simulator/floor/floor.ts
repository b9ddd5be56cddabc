import {type AgentLife, createAgentLife} from './agent-life.js';
import {startArrivals} from './arrivals.js';
import {buildAgents} from './build-agents.js';
import {buildQueues} from './build-queues.js';
import {type CallBook, createCallBook} from './call-book.js';
import {type CallDesk, createCallDesk} from './call-desk.js';
import {type ChatBook, createChatBook} from './chat-book.js';
import {type ChatDesk, createChatDesk} from './chat-desk.js';
import {type ChatTalk, createChatTalk} from './chat-talk.js';
import {type ContactFlow, createContactFlow} from './contact-flow.js';
import {calibrateDemand} from './demand.js';
import {estimatedWait, REFRESH_MS, refreshWaits, resetWaits} from './estimated-wait.js';
import type {FloorAgent, Team} from './floor-agent.js';
import {admissionOf, type FloorQueue, type QueueChannel} from './floor-queue.js';
import {OUTBOUND_NUMBER} from './phone-book.js';
import type {Random} from './random.js';
import {createStaffChanges, type StaffChanges} from './staff-changes.js';
import {createStandingChats} from './standing-chats.js';
import {createStatusChanges, type StatusChanges} from './status-changes.js';
import {createStatusJobs, type StatusJobs} from './status-jobs.js';
import {STATUS} from './statuses.js';
import {createTimeline} from './timeline.js';

const WARM_UP = 40 * 60_000;
// Beyond this a floor that nobody looked at is not played through: it starts afresh at the new moment.
const LONGEST_CATCH_UP = 6 * 3_600_000;

/** What an agent does now. `since` is floor time. */
export type Presence = {
  readonly statusId: number;
  readonly since: number;
  readonly online: boolean;
  readonly wrapUp: boolean;
};

/**
 * A contact centre at work, without any HTTP. Time is floor time: milliseconds since 1970 whose UTC is the floor's
 * local time, moving only through `advance` and `advanceTo`. The same random source, options and sequence of calls
 * give the same floor.
 */
export type Floor = {
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  /** Plays on to a moment; after a gap of more than six hours the floor is set up anew there. Never goes back. */
  readonly advanceTo: (when: number) => void;
  readonly agents: readonly FloorAgent[];
  readonly teams: readonly Team[];
  readonly queues: readonly FloorQueue[];
  /** Ids of every menu, inner ones included. */
  readonly menuIds: ReadonlySet<number>;
  readonly languages: readonly string[];
  readonly agentById: (id: number) => FloorAgent | undefined;
  readonly queueOf: (menuId: number, lang: string) => FloorQueue | undefined;
  /** Undefined for an unknown agent. */
  readonly presenceOf: (agentId: number) => Presence | undefined;
  /** Estimated wait of a new contact, ms. */
  readonly estimatedWait: (queue: FloorQueue, line: QueueChannel) => number;
  readonly chats: ChatBook;
  readonly chatDesk: ChatDesk;
  readonly chatTalk: ChatTalk;
  readonly calls: CallBook;
  readonly callDesk: CallDesk;
  readonly changes: StatusChanges;
  readonly staff: StaffChanges;
  readonly jobs: StatusJobs;
  /** Runs `run` after `ms` of floor time; after a gap of more than six hours, only what was due within its first minute. */
  readonly after: (ms: number, run: () => void) => void;
  /** Runs `run` every `REFRESH_MS` of floor time, gaps or not. */
  readonly tended: (run: () => void) => void;
};

/** Sizes of a floor and the moment at which it starts, floor time. */
export type FloorOptions = {
  readonly random: Random;
  readonly agents: number;
  readonly queues: number;
  readonly languages: readonly string[];
  readonly startsAt: number;
};

/** Builds a floor that has been at work for a while at `startsAt`. */
export function createFloor(options: FloorOptions): Floor {
  const {random, languages, startsAt} = options;
  const timeline = createTimeline(startsAt);
  const {queues, menuIds} = buildQueues(options.queues, languages, random.fork());
  const {agents, teams} = buildAgents(options.agents, queues, languages, startsAt, random.fork());
  calibrateDemand(queues, agents, random.fork());

  const flow: ContactFlow = createContactFlow({
    timeline,
    random: random.fork(),
    onIdle: agent => life.becomeFree(agent),
  });
  const life: AgentLife = createAgentLife({timeline, random: random.fork(), flow});
  const chats = createChatBook(timeline);
  const chatDesk = createChatDesk({timeline, random: random.fork(), flow, book: chats});
  const calls = createCallBook(timeline, OUTBOUND_NUMBER);
  const callDesk = createCallDesk(timeline, flow, calls);
  const standing = createStandingChats({timeline, random: random.fork(), book: chats, queues});
  const arrivals = random.fork();
  const agentsById = new Map(agents.map(agent => [agent.id, agent]));
  const changes = createStatusChanges({timeline, flow, life});
  const tended: (() => void)[] = [standing.tend, callDesk.tend];
  const queuesByKey = new Map(queues.map(queue => [`${queue.menu.id} ${queue.lang}`, queue]));

  const warmUpTo = (when: number): void => {
    restart(when - WARM_UP);
    timeline.advanceTo(when);
  };

  function restart(when: number): void {
    timeline.restart(when);
    for (const chat of chats.all()) {
      const {contact} = chat;
      if (contact.state !== 'bot') flow.end(contact, 'finished');
      else if (contact.impatient) flow.end(contact, 'va_dismissed');
    }
    for (const {contact} of calls.all()) {
      if (contact.state !== 'bot') flow.end(contact, 'finished');
    }
    for (const agent of agents) life.settle(agent);
    for (const queue of queues) {
      queue.pool.waiting = 0;
      resetWaits(queue);
    }
    startArrivals({timeline, random: arrivals, queues, onArrival});
    refresh();
  }

  function onArrival(queue: FloorQueue, line: QueueChannel): void {
    if (line.channel === 'chat') chatDesk.begin(queue, {impatient: true});
    else if (admissionOf(queue, line, timeline.now()) === 'open') {
      flow.enqueue(calls.open(queue, {kind: 'inbound', impatient: true}).contact);
    }
  }

  function refresh(): void {
    for (const queue of queues) refreshWaits(queue, timeline.now());
    for (const run of tended) run();
    timeline.after(REFRESH_MS, refresh);
  }

  function advanceTo(when: number): void {
    if (when - timeline.now() > LONGEST_CATCH_UP) {
      // Jobs and calls under way come to their end before the gap.
      timeline.advanceTo(timeline.now() + 60_000);
      warmUpTo(when);
    } else timeline.advanceTo(when);
  }

  warmUpTo(startsAt);
  standing.open();
  return {
    now: timeline.now,
    advance: ms => advanceTo(timeline.now() + ms),
    advanceTo,
    agents,
    teams,
    queues,
    menuIds,
    languages,
    agentById: id => agentsById.get(id),
    queueOf: (menuId, lang) => queuesByKey.get(`${menuId} ${lang}`),
    presenceOf(agentId) {
      const agent = agentsById.get(agentId);
      return agent === undefined ? undefined : presenceOf(agent);
    },
    estimatedWait: (queue, line) => estimatedWait(queue, line, timeline.now()),
    chats,
    chatDesk,
    chatTalk: createChatTalk(timeline),
    calls,
    callDesk,
    changes,
    staff: createStaffChanges({timeline, agents, byId: agentsById, changes, life}),
    jobs: createStatusJobs(timeline),
    after: timeline.after,
    tended: run => tended.push(run),
  };
}

/** What this agent does now. */
export const presenceOf = (agent: FloorAgent): Presence => ({
  statusId: agent.statusId,
  since: agent.statusSince,
  online: agent.statusId !== STATUS.offline,
  wrapUp: agent.statusId === STATUS.wrapUp,
});
