import {stampOf} from '../lib/clock.js';
import type {PictureChange} from '../picture/picture.js';
import type {TenantSession} from '../session/tenant-session.js';
import type {ActivityLog} from './activity-log.js';
import type {QueuesResource, Resources} from './resources.js';

/** Answers that arrive within this are drawn together, ms. */
const GATHER_MS = 50;
const SECOND_MS = 1000;

const isOfAgents = ({type}: PictureChange): boolean => type === 'agent' || type === 'directory';

/**
 * Publishes a session's picture to the panels: what changed soon after it changed, the budget and the clock once a
 * second. Runs until `signal` aborts.
 */
export function publishSession(
  session: TenantSession,
  resources: Resources,
  activity: ActivityLog,
  signal: AbortSignal,
): void {
  const {clock, picture, poller, budget, watchList, thresholds} = session;
  const dirty = new Set<'queues' | 'agents'>();
  let gathering = false;

  const planned = (key: string) => poller.plannedRefresh(key);
  const waitDoubt: QueuesResource['waitDoubt'] = (queue, cell) => session.doubts.wait(queue, cell, clock.now());
  const stateDoubt: QueuesResource['stateDoubt'] = ({key}, channel) => session.doubts.state(key, channel, clock.now());
  const isLimited: QueuesResource['isLimited'] = cell => thresholds.isLimited(cell);
  const level: QueuesResource['level'] = (queue, cell) => thresholds.level(queue, cell);
  const limits: QueuesResource['limits'] = (queue, cell) => thresholds.limits(queue, cell);
  const publishQueues = () =>
    resources.publish('queues', {
      queues: [...picture.queues.values()],
      planned,
      waitDoubt,
      stateDoubt,
      level,
      limits,
      isLimited,
    });
  const publishAgents = () => {
    const all = [...picture.agents.values()];
    const agents = all.filter(agent => agent.active);
    resources.publish('agents', {
      agents,
      deactivated: all.length - agents.length,
      statuses: picture.statuses.all,
      statusSeenAt: new Map(picture.statusSeenAt),
      statusCut: new Map(picture.statusCut),
      planned,
    });
  };
  const publishStatus = () =>
    resources.publish('session', {health: poller.health, coverage: poller.coverage(), budget: budget.view()});

  const flush = () => {
    gathering = false;
    if (signal.aborted) return;
    if (dirty.has('queues')) publishQueues();
    if (dirty.has('agents')) publishAgents();
    dirty.clear();
    publishStatus();
  };
  const gather = (what: 'queues' | 'agents' | null) => {
    if (what) dirty.add(what);
    if (gathering) return;
    gathering = true;
    void clock.sleep(GATHER_MS, signal).then(flush, () => {});
  };

  const stops = [
    picture.onChange(changes => {
      // Even an answer that changed nothing made values younger, and does not say which.
      if (changes.length === 0 || changes.some(isOfAgents)) gather('agents');
      if (changes.length === 0 || !changes.every(isOfAgents)) gather('queues');
    }),
    watchList.onChange(() => resources.publish('watched', watchList.all)),
    activity.onChange(() => resources.publish('activity', activity.entries)),
    session.listen({onRequest: () => gather(null), onHealth: () => gather(null)}),
  ];
  signal.addEventListener('abort', () => {
    for (const stop of stops) stop();
  });
  resources.publish('watched', watchList.all);
  resources.publish('activity', activity.entries);
  void everySecond();

  async function everySecond(): Promise<void> {
    while (!signal.aborted) {
      resources.publish('now', stampOf(clock));
      publishStatus();
      // On the second of the wall clock, so that the time shown does not skip.
      await clock.sleep(SECOND_MS - (clock.wall() % SECOND_MS), signal).catch(() => {});
    }
  }
}
