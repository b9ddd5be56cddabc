import type {Contact, ContactState, Ending} from './contact.js';
import {MEAN_WRAP_UP} from './demand.js';
import {noteActualWait} from './estimated-wait.js';
import type {FloorAgent} from './floor-agent.js';
import {type Channel, channelOf, type FloorQueue, type QueueChannel} from './floor-queue.js';
import type {Random} from './random.js';
import {setStatus} from './set-status.js';
import {STATUS} from './statuses.js';
import type {Timeline} from './timeline.js';

const MISSED_SHARE = 0.012;
const MEAN_PATIENCE: Readonly<Record<Channel, number>> = {call: 260_000, chat: 420_000};

/** Lines, and the way of a contact from the line to an agent to its end. */
export type ContactFlow = {
  /** Gives the contact to a free agent, or puts it in its queue's line. */
  readonly enqueue: (contact: Contact) => void;
  /** Gives the contact to this agent, who is Available, without any line. */
  readonly assign: (contact: Contact, agent: FloorAgent) => void;
  /** Gives the agent the longest waiting contacts that it may take now. */
  readonly pull: (agent: FloorAgent) => void;
  /** Ends a contact wherever it is; its agent goes on to wrap-up. Does nothing when it is over. */
  readonly end: (contact: Contact, ending: Ending) => void;
};

type Setting = {
  readonly timeline: Timeline;
  readonly random: Random;
  /** Called when an agent has nothing left to do for a contact. */
  readonly onIdle: (agent: FloorAgent) => void;
};

/** Builds the flow of contacts on a timeline. */
export function createContactFlow({timeline, random, onIdle}: Setting): ContactFlow {
  function move(contact: Contact, state: ContactState): void {
    contact.state = state;
    contact.epoch += 1;
  }

  function whenAgentUnchanged(agent: FloorAgent, ms: number): void {
    const {epoch} = agent;
    timeline.after(ms, () => {
      if (agent.epoch === epoch) onIdle(agent);
    });
  }

  function enqueue(contact: Contact): void {
    const line = lineOf(contact);
    move(contact, 'waiting');
    contact.waitingSince = timeline.now();
    for (let agent = longestIdle(contact.queue, contact.channel); agent !== undefined; ) {
      if (!misses(agent, contact.channel)) {
        serve(contact, line, agent);
        return;
      }
      agent = longestIdle(contact.queue, contact.channel);
    }
    joinLine(contact, line);
  }

  function joinLine(contact: Contact, line: QueueChannel): void {
    line.waiting.push(contact);
    contact.queue.pool.waiting += 1;
    if (line.waiting.length >= line.maxLength) line.overCapacity = true;
    if (!contact.impatient) return;
    const {epoch} = contact;
    timeline.after(random.logNormal(MEAN_PATIENCE[contact.channel], 0.8), () => {
      if (contact.epoch === epoch) end(contact, contact.channel === 'chat' ? 'dismissed' : 'abandoned');
    });
  }

  function leaveLine(contact: Contact, line: QueueChannel): void {
    const index = line.waiting.indexOf(contact);
    if (index === -1) return;
    line.waiting.splice(index, 1);
    contact.queue.pool.waiting -= 1;
  }

  // An agent who does not answer is taken out for a while; the contact keeps its place.
  function misses(agent: FloorAgent, channel: Channel): boolean {
    if (agent.statusId !== STATUS.available || !random.chance(MISSED_SHARE)) return false;
    const missed = channel === 'call' ? STATUS.missedCall : STATUS.missedChat;
    const away = random.chance(0.3);
    setStatus(agent, away ? STATUS.unresponsive : missed, timeline.now());
    whenAgentUnchanged(agent, away ? random.between(60_000, 300_000) : random.between(20_000, 90_000));
    return true;
  }

  function serve(contact: Contact, line: QueueChannel, agent: FloorAgent): void {
    const now = timeline.now();
    noteActualWait(line, now - contact.waitingSince, now);
    hand(contact, line, agent);
  }

  function hand(contact: Contact, line: QueueChannel, agent: FloorAgent): void {
    const now = timeline.now();
    move(contact, 'serving');
    contact.servedAt ??= now;
    contact.agent = agent;
    contact.agents.push(agent);
    agent.contacts.push(contact);
    const busy = contact.channel === 'call' ? STATUS.inCall : STATUS.inChat;
    if (agent.statusId !== busy) setStatus(agent, busy, now);
    const {epoch} = contact;
    timeline.after(Math.max(8000, random.logNormal(line.meanHandling, 0.65)), () => {
      if (contact.epoch === epoch) end(contact, 'finished');
    });
  }

  function pull(agent: FloorAgent): void {
    for (;;) {
      const contact = longestWaiting(agent);
      if (contact === undefined || misses(agent, contact.channel)) return;
      const line = lineOf(contact);
      leaveLine(contact, line);
      serve(contact, line, agent);
    }
  }

  function end(contact: Contact, ending: Ending): void {
    const was = contact.state;
    if (was === 'ended') return;
    if (was === 'waiting') leaveLine(contact, lineOf(contact));
    move(contact, 'ended');
    contact.endedAt = timeline.now();
    contact.ending = ending;
    if (was === 'serving' && contact.agent !== null) release(contact, contact.agent);
  }

  function release(contact: Contact, agent: FloorAgent): void {
    agent.contacts.splice(agent.contacts.indexOf(contact), 1);
    if (agent.contacts.length > 0) {
      pull(agent);
      return;
    }
    if (agent.logoutDue) {
      onIdle(agent);
      return;
    }
    setStatus(agent, STATUS.wrapUp, timeline.now());
    whenAgentUnchanged(agent, Math.max(3000, random.logNormal(MEAN_WRAP_UP, 0.6)));
  }

  return {enqueue, assign: (contact, agent) => hand(contact, lineOf(contact), agent), pull, end};
}

function lineOf(contact: Contact): QueueChannel {
  const line = channelOf(contact.queue, contact.channel);
  if (line === undefined) throw new Error(`Queue ${contact.queue.menu.path} takes no ${contact.channel}`);
  return line;
}

// An Available agent takes anything; one in chats takes further chats up to the limit, unless about to leave.
function mayTake(agent: FloorAgent, channel: Channel): boolean {
  if (agent.statusId === STATUS.available) return true;
  if (agent.statusId !== STATUS.inChat || channel !== 'chat') return false;
  return agent.contacts.length < agent.chatLimit && agent.pauseDue === null && !agent.logoutDue;
}

function longestIdle(queue: FloorQueue, channel: Channel): FloorAgent | undefined {
  let best: FloorAgent | undefined;
  for (const agent of queue.agents) {
    if (!mayTake(agent, channel)) continue;
    const load = agent.contacts.length - (best?.contacts.length ?? 0);
    if (best === undefined || load < 0 || (load === 0 && agent.statusSince < best.statusSince)) best = agent;
  }
  return best;
}

function longestWaiting(agent: FloorAgent): Contact | undefined {
  let best: Contact | undefined;
  for (const queue of agent.queues) {
    for (const line of queue.channels) {
      const head = line.waiting[0];
      if (head === undefined || !mayTake(agent, line.channel)) continue;
      if (best === undefined || head.waitingSince < best.waitingSince) best = head;
    }
  }
  return best;
}
