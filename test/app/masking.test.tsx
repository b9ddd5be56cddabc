import {expect, test} from 'vitest';
import {onFloor} from '../helpers/console.js';

test('with --mask-pii nobody’s name, address or number is drawn or written, and agents can still be told apart', async () => {
  await onFloor({columns: 200, rows: 50, line: '--mask-pii'}, async ({app, tenant}) => {
    await app.waitFor(/MASKED/);
    await app.waitFor(/all known/);
    await app.keys('2', 'enter', /e-mail +mail-/, 'escape', '/');
    await app.type('available');
    await app.keys('enter', 's', 'down', 'enter', /\[ Cancel \]/, 'y', /: accepted ─/, 'escape');
    const people = tenant.floor.agents;
    expect(people.length).toBeGreaterThan(5);
    const written = app
      .audit()
      .map(line => JSON.stringify(line))
      .join('\n');
    expect(written).toContain('"kind":"agent"');
    for (const {firstName, lastName, email} of people) {
      for (const text of [app.output(), written]) {
        expect(text).not.toContain(`${firstName} ${lastName}`);
        expect(text).not.toContain(email);
      }
    }
    const names = [...app.engine().session.picture.agents.values()].map(({name}) => name);
    expect(new Set(names).size).toBe(new Set(people.map(({firstName, lastName}) => `${firstName} ${lastName}`)).size);
  });
});
