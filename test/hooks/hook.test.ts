import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {Hook, type HookOptions} from '../../source/hooks/hook.js';
import {systemClock} from '../../source/lib/clock.js';

/** A hook that runs `script`, and what it has complained of. */
function hookOf(script: string, options: Partial<HookOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'floorwalker-hook-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const file = join(folder, 'told');
  const problems: string[] = [];
  const hook = new Hook({
    from: 'hooks.audit',
    words: [process.execPath, '-e', script, file, '$HOME;id'],
    clock: systemClock,
    environment: {PATH: process.env['PATH'], FLOORWALKER_TOKEN: 'tok-secret', HOME: '/home/ada'},
    onProblem: words => problems.push(words),
    ...options,
  });
  return {hook, problems, told: () => (existsSync(file) ? readFileSync(file, 'utf8') : '')};
}

const APPEND = 'fs.appendFileSync(process.argv[1], fs.readFileSync(0))';

test('one run for each, in order, what there is to tell on stdin', async () => {
  const {hook, problems, told} = hookOf(APPEND);
  for (let number = 1; number <= 5; number += 1) hook.tell(`{"seq":${number}}\n`);
  await hook.settled();
  expect(told()).toBe('{"seq":1}\n{"seq":2}\n{"seq":3}\n{"seq":4}\n{"seq":5}\n');
  expect(problems).toEqual([]);
});

test('no shell stands between, and the token is not in its environment', async () => {
  const {hook, told} = hookOf('fs.writeFileSync(process.argv[1], JSON.stringify([process.argv[2], process.env]))');
  hook.tell('{}\n');
  await hook.settled();
  const [word, environment] = JSON.parse(told()) as [string, Record<string, string>];
  expect(word).toBe('$HOME;id');
  expect(environment['HOME']).toBe('/home/ada');
  expect(Object.keys(environment)).not.toContain('FLOORWALKER_TOKEN');
});

test('a failure is told once, in its first words on stderr; after a success the next one is told again', async () => {
  const {hook, problems} = hookOf(
    'const text = fs.readFileSync(0, "utf8"); if (text) { console.error(text); process.exit(3); }',
  );
  for (const line of ['no \x1b[31mroute\nmore', 'again', '', 'anew']) hook.tell(line);
  await hook.settled();
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatch(/^hooks\.audit: \/.* failed \(3\) saying "no \?\[31mroute": run it once by hand\.$/);
  expect(problems[1]).toContain('saying "anew"');
});

test('one that hangs is killed, and the next is told', async () => {
  const {hook, problems, told} = hookOf(
    'const text = fs.readFileSync(0, "utf8"); if (text === "hang") setInterval(() => {}, 1000); else fs.appendFileSync(process.argv[1], text)',
    {longestMs: 4000},
  );
  hook.tell('hang');
  hook.tell('on');
  await hook.settled();
  expect(told()).toBe('on');
  expect(problems).toEqual([expect.stringContaining('did not end within 4 s')]);
});

test('one that does not exist, or cannot be started at all, is said in words', async () => {
  for (const [word, wanted] of [
    ['/nonexistent/ship', /\/nonexistent\/ship does not exist: give its full path/],
    ['/tmp', /\/tmp failed \(EACCES\)/],
    ['a\0b', /failed \(ERR_INVALID_ARG_VALUE\)/],
  ] as const) {
    const {hook, problems} = hookOf('', {words: [word]});
    hook.tell('{}\n');
    await hook.settled();
    expect(problems).toEqual([expect.stringMatching(wanted)]);
  }
});

test('one that does not read, and one whose child holds on to its stderr, keep nobody waiting', async () => {
  const deaf = hookOf('process.stdin.destroy()');
  deaf.hook.tell('x'.repeat(1_000_000));
  await deaf.hook.settled();
  expect(deaf.problems).toEqual([]);
  const parent = hookOf(
    "child_process.spawn('sleep', ['20'], {detached: true, stdio: ['ignore', 'ignore', 2]}).unref()",
  );
  const began = performance.now();
  parent.hook.tell('{}\n');
  await parent.hook.settled();
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(parent.problems).toEqual([]);
});

test('more than can wait are left out, and that is said once', async () => {
  const {hook, problems, told} = hookOf(APPEND, {mostWaiting: 3});
  for (let number = 0; number < 9; number += 1) hook.tell(`${number}`);
  expect(problems).toEqual(['hooks.audit is slower than what it is told: 3 wait, and more are left out.']);
  await hook.settled();
  expect(told()).toBe('0123');
});

test('what it has started is killed with it', async () => {
  const {hook, told} = hookOf(
    "child_process.spawnSync('sh', ['-c', 'echo $$ >\"$0\"; sleep 60', process.argv[1]], {stdio: 'inherit'})",
    {longestMs: 4000},
  );
  hook.tell('{}\n');
  expect(hook.untold).toBe(1);
  await hook.settled();
  expect(hook.untold).toBe(0);
  const child = Number(told());
  expect(child).toBeGreaterThan(1);
  // Whoever is dead may still have a number, until somebody asks how it ended.
  const isThere = (): boolean => {
    try {
      process.kill(child, 0);
      return !existsSync('/proc/self/status') || !/^State:\s+Z/m.test(readFileSync(`/proc/${child}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  await expect.poll(isThere, {timeout: 5000}).toBe(false);
});
