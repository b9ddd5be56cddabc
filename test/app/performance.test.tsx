import {expect, test} from 'vitest';
import {App} from '../../source/app.js';
import {stampOf, systemClock} from '../../source/lib/clock.js';
import type {Agent} from '../../source/picture/agent.js';
import {statusList} from '../../source/picture/presence/status-list.js';
import {Resources} from '../../source/state/resources.js';
import {initialViewState} from '../../source/view/view-state.js';
import {ViewStore} from '../../source/view/view-store.js';
import {openScreen} from '../helpers/screen.js';

const statuses = statusList(
  new Map([
    [1, 'Offline'],
    [2, 'Available'],
    [3, 'In-call'],
    [4, 'Break'],
  ]),
);

const agentOf = (id: number): Agent => {
  const at = stampOf(systemClock);
  return {
    id,
    name: `Agent ${String((id * 7919) % 10_007).padStart(5, '0')} Størk`,
    number: `A-${id}`,
    email: `${id}@example.com`,
    location: 'Gdańsk',
    teams: [`Team ${id % 40}`],
    roles: [],
    active: true,
    presence: {statusId: (id % 4) + 1, confidence: 0.95, seenAt: at, heldSince: at, isUnlisted: false},
    online: null,
    wrapUp: null,
  };
};

const resourceOf = (count: number) => ({
  agents: Array.from({length: count}, (_, index) => agentOf(index + 1)),
  deactivated: 0,
  statuses: statuses.all,
  statusSeenAt: new Map(statuses.all.map(status => [status.id, stampOf(systemClock)])),
  statusCut: new Map(),
  planned: () => 10_000,
});

function openWith(count: number, size: {columns: number; rows: number}) {
  const resources = new Resources();
  const store = new ViewStore(initialViewState());
  resources.publish('facts', {tenant: 'acme', badge: null, readOnly: false, dryRun: false, isMasked: false});
  resources.publish('now', stampOf(systemClock));
  resources.publish('agents', resourceOf(count));
  const closing = new AbortController();
  const screen = openScreen(
    <App
      resources={resources}
      store={store}
      engine={() => null}
      closing={closing.signal}
      isAscii={false}
      editor="false"
      switchTo={() => {}}
    />,
    {...size, incrementalRendering: true},
  );
  return {screen, store, resources};
}

test('a held j moves one row a press with 10,000 agents, at the largest size', async () => {
  const {screen, store} = openWith(10_000, {columns: 200, rows: 50});
  await screen.waitFor(/Agent 00001/);
  await screen.press('2');
  const presses = 100;
  for (let press = 0; press < presses; press += 1) {
    screen.send('j');
  }
  await screen.settle();
  await screen.waitFor(/Agent 00100/);
  expect(store.get().panels.agents.cursor).not.toBeNull();
  screen.close();
});

test('a tick of the clock neither sorts nor counts ten thousand agents anew', async () => {
  const {screen, resources} = openWith(10_000, {columns: 80, rows: 24});
  await screen.waitFor(/1 Queues/);
  await screen.press('2');
  await screen.waitFor(/Agent 00001/);
  let read = 0;
  const agents = resources.get('agents');
  if (!agents) throw new Error('agents were published');
  const counted = agents.agents.map(agent => ({
    ...agent,
    get name() {
      read += 1;
      return agent.name;
    },
  }));
  resources.publish('agents', {...agents, agents: counted});
  await screen.settle();
  await screen.waitFor(() => read >= 10_000);
  read = 0;
  resources.publish('now', stampOf(systemClock));
  await screen.press('j');
  expect(read).toBeLessThan(200);
  screen.close();
});
