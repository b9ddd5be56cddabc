import {expect, test} from 'vitest';
import {cursorRow, leftRows, onFloor} from '../helpers/console.js';

test('a cold start shows unknown as a question mark, never as zero', async () => {
  await onFloor({rate: 5}, async ({app}) => {
    await app.waitFor(/Password and access|Invoices/);
    expect(app.text()).not.toMatch(/Available +0/);
    expect(app.text()).toMatch(/states 100% unknown/);
    expect(app.lines().find(line => line.includes('Invoices'))).toMatch(/0:00 .*\?/);
    await app.waitFor(/Available +\?/);
    await app.waitFor(/to ask/);
  });
});

test('before the first answer every panel says so', async () => {
  await onFloor({rate: 0.1}, async ({app}) => {
    await app.waitFor(/directory has not been read/);
    expect(app.text()).toMatch(/Nothing is followed/);
    expect(app.text()).toMatch(/nothing yet/);
  });
});

test('queues: tree and flat list, folding, sorting by each column that is seen, reversing', async () => {
  await onFloor({columns: 120}, async ({app}) => {
    await app.waitFor(/all known/);
    expect(leftRows(app)[0]).toContain('▾ Account');
    await app.keys('enter', /▸ Account \(1\)/);
    expect(app.text()).not.toContain('Password and access');
    await app.keys('enter', /Password and acc/, 't', /Account \/ Password/);

    await app.press('g');
    for (const title of ['call', 'chat', 'free', 'call is', 'chat is', 'age', 'queue']) {
      await app.press('>');
      expect(app.text()).toContain(`${title}▲`);
    }
    await app.keys('l', 'I', /call▼/);
    const waits = leftRows(app).flatMap(row => /(\d+):(\d\d)/.exec(row)?.[0] ?? []);
    const seconds = waits.map(text => Number(text.split(':')[0]) * 60 + Number(text.split(':')[1]));
    expect(seconds).toEqual([...seconds].sort((a, b) => b - a));
    await app.keys('h', /queue▼/);
  });
});

test('a filter swallows every letter, takes a paste, and is dropped by Escape', async () => {
  await onFloor({}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('2', '/');
    await app.type('qLeaj');
    await app.waitFor('/qLeaj');
    expect(app.text()).toContain('No row contains');
    await app.keys('ctrl+u');
    await app.paste('Agnieszka\n');
    await app.waitFor(/\d+ of \d+/);
    await app.press('enter');
    expect(cursorRow(app)).toContain('Agnieszka');
    await app.keys('/', 'ctrl+u');
    await app.type('!agnieszka');
    await app.press('down');
    expect(app.text()).not.toMatch(/> ?Agnieszka/);
    await app.keys('escape');
    expect(app.store.get().panels.agents.filter).toBe('');
    expect(app.store.get().dialogs).toEqual([]);
  });
});

test('the cursor and the marks stay with their rows when those are put into another order', async () => {
  await onFloor({columns: 80, rows: 24}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 'j', 'space', 'j', 'j');
    const name = (cursorRow(app) ?? '').slice(0, 13);
    const marked = app.lines().find(line => line.includes('●')) ?? '';
    await app.keys('>', 'I', /presence▼/);
    expect(cursorRow(app)).toContain(name);
    const marks = app.lines().filter(line => line.includes('●A') || line.includes('●B'));
    expect(marks.every(line => line.slice(3, 16) === marked.slice(3, 16))).toBe(true);
    expect(app.text()).toContain('1 marked');
    await app.keys('escape');
    expect(app.text()).not.toContain('1 marked');
  });
});

test('ranges, all and clearing of marks', async () => {
  await onFloor({columns: 80, rows: 24}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 'space', 'j', 'j', 'v', /4 marked/, 'U');
    expect(app.text()).not.toContain('marked');
    await app.keys('*', /\d\d marked/, 'ctrl+\\');
    expect(app.text()).not.toContain('marked');
    await app.keys('5', 'space');
    expect(app.text()).not.toContain('marked');
  });
});

test('activity: requests are left out and come back, and it is said that they are', async () => {
  await onFloor({}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('5', 'z', /GET|listWaitTimes|waits/, 'O', /Read-only: nothing/, 't', /without requests/);
    expect(app.text()).toMatch(/notice +Read-only/);
    expect(app.text()).not.toMatch(/\d +request /);
    await app.keys('t', /\d +request /);
    expect(app.text()).not.toContain('without requests');
  });
});

test('Enter shows details, of a queue both trends', async () => {
  await onFloor({}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('j', 'enter', /call trend/, /chat trend/, /menu id/, 'escape', '2', 'enter', /confidence/, 'q');
    await app.keys('3', 'j', 'enter', /Available, id 2/, 'enter', '5', 'enter', /GET \//);
    await app.keys('escape', 'escape', 'escape', 'escape');
    expect(app.store.get().dialogs).toEqual([]);
    expect(app.text()).toContain('5 Activity');
  });
});

test('Tab, number keys and zoom reach every panel', async () => {
  await onFloor({}, async ({app}) => {
    await app.waitFor(/all known/);
    for (const panel of ['agents', 'presence', 'budget', 'activity', 'watch', 'queues']) {
      await app.press('tab');
      expect(app.store.get().focus).toBe(panel);
    }
    await app.keys('shift+tab', '4', 'z');
    expect(app.text()).not.toContain('2 Agents ─');
    expect(app.text()).toContain('next slot');
    await app.keys('escape', /2 Agents ─/);
  });
});

test('help lists the keys that work in the panel, and ? closes it', async () => {
  await onFloor({rows: 50, columns: 100}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('?', /Keys that work here/);
    const ofQueues = app.text();
    expect(ofQueues).toContain('Menu tree or flat list');
    expect(ofQueues).not.toContain('whole teams');
    await app.keys('?', '2', 'f1', /whole teams/, 'f1', '4', '?');
    expect(app.text()).not.toContain('Filter by text');
    await app.keys('pagedown', /What the signs mean/, '?');
    expect(app.text()).not.toContain('Keys that work here');
  });
});

test('? tells how the row under the cursor is known', async () => {
  await onFloor({rows: 50, columns: 120}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('j', '?', /This row: .*: waits and agents told with all of/, /told for this queue/, '?');
    await app.keys('2', '?', /This row: .*% likely\. Was/, /since then (not in|no other)/, '?');
    await app.keys('3', '?', /This row: Offline: \d+ agents are held there/, /asked about/, '?');
    await app.keys('4', '?', /Keys that work here/);
    expect(app.text()).not.toContain('This row');
  });
});

test('the menu of actions says what cannot be done, and why', async () => {
  await onFloor({columns: 100}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('6', 'a', /Put the cursor on an escalated chat/, /Nothing is followed/, 'escape');
    await app.keys('2', 'a', /whole teams/, 'enter', /System statuses/, 'escape');
    expect(app.store.get().dialogs).toEqual([]);
  });
});

test('y copies ids by OSC 52 and says so', async () => {
  await onFloor({}, async ({app}) => {
    await app.waitFor(/all known/);
    await app.keys('2', 'y', /Copied \d+/);
    const [, first] = /\x1b\]52;c;([A-Za-z0-9+/=]+)\x07/.exec(app.output()) ?? [];
    expect(Buffer.from(first ?? '', 'base64').toString()).toMatch(/^\d+$/);
    await app.keys('space', 'space', 'y', /Copied 2 ids/);
    const marked = [...app.store.get().panels.agents.marks].join(' ');
    expect(app.output()).toContain(Buffer.from(marked).toString('base64'));
    await app.keys('escape', '1', 'g', 'y', /This row has no id/);
  });
});

test('Ctrl-C leaves from every place, q from the panels', async () => {
  for (const way of [
    ['q'],
    ['ctrl+c'],
    ['/', 'ctrl+c'],
    ['?', 'ctrl+c'],
    ['e', 'ctrl+c'],
    ['L', 'ctrl+c'],
    ['a', 'ctrl+c'],
  ]) {
    await onFloor({}, async ({app}) => {
      await app.press(...way);
      await expect(app.exited).resolves.toBeUndefined();
    });
  }
});

test('the plan hears which queues are on the screen', async () => {
  await onFloor({columns: 80, rows: 24}, async ({app}) => {
    await app.waitFor(/all known/);
    const visible = () => app.engine().session.attention.queues.visible ?? new Set<string>();
    await app.waitFor(() => visible().size > 5);
    expect([...visible()].every(key => /^en\/\d+$/.test(key))).toBe(true);
    await app.press('2');
    await app.waitFor(() => visible().size === 0);
    await app.press('1');
    await app.waitFor(() => visible().size > 5);
    const before = [...visible()];
    await app.keys('g', 'enter', /▸ Account/);
    await app.waitFor(() => !visible().has(before[0] ?? ''));
  });
});
