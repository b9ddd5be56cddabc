import {expect, test} from 'vitest';
import {openConsole} from '../helpers/console.js';
import {fakeTenant, plainAnswer, queueRow, user} from './fake-tenant.js';

test('values that no source names are shown as they are, and nothing stops', async () => {
  let asked = 0;
  const tenant = await fakeTenant(request => {
    const {method, path} = request;
    if (path === '/wait_times') return {body: [{...queueRow(11, 'Sales / Orders'), menu_type: 'hologram_menu'}]};
    if (path === '/users' && !request.query.has('status_id[]')) {
      return {body: [user(1, 'Ann', 'Lee', {roles: [{name: 'Levitator'}], kind: 'android'})]};
    }
    if (path === '/agent_statuses' && method === 'POST') {
      return {body: [{agent_id: 1, agent_name: 'Ann Lee', previous_status: 'Floating', current_status: 'Levitating'}]};
    }
    if (path.startsWith('/chats/')) {
      asked += 1;
      return {body: {id: 77, status: `quantum ${asked}`}};
    }
    return plainAnswer(request);
  });
  const app = await openConsole({tenant, columns: 120, rows: 40});
  await app.waitFor(/all known/);
  await app.keys('1', 'j', 'enter', /hologram_menu/, 'escape');
  await app.keys('2', 's', 'enter', /\[ Cancel \]/, 'y', /agent +│ before +│ now +│ message/, /Levitating/, 'escape');
  await app.keys('w', /chat or job|Follow/);
  await app.type('77');
  await app.keys('enter', /quantum \d/);
  const before = asked;
  await app.waitFor(() => asked > before + 1);
  await app.waitFor(/● live/);
  expect(tenant.requests.filter(({method}) => method === 'POST')).toHaveLength(1);
  await app.end();
  await tenant.close();
});
