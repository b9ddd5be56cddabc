import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {markdownTable, print} from './figures.js';
import {auditRun} from './hostile/audit-run.js';
import {callsRun, doctorRun, streamsRun} from './hostile/commands-run.js';
import {consoleRun} from './hostile/console-run.js';
import {Findings} from './hostile/findings.js';
import {rowsRun, tablesRun} from './hostile/rows-run.js';
import {hostileStrings} from './hostile/strings.js';
import {hostileTenant} from './hostile/tenant.js';

// Strings that try to be more than text, through everything that the program writes: rows and tables on a real screen, the
// whole console and the commands over a hostile tenant on loopback, the audit log and its forms. None may reach a terminal or a
// log as a control, move a column, or begin a formula. `STRINGS` (100,000) in all; `--short` for 4,000; `--seed N`.

const {values} = parseArgs({options: {short: {type: 'boolean', default: false}, seed: {type: 'string', default: '1'}}});
const wanted = Number(process.env['STRINGS'] ?? (values.short ? 4000 : 100_000));
const seed = Number(values.seed);
const only = process.env['ONLY'];
const SIZES = [
  {columns: 80, rows: 24},
  {columns: 100, rows: 30},
  {columns: 200, rows: 50},
] as const;

const startedAt = performance.now();
const findings = new Findings();
const home = await mkdtemp(join(tmpdir(), 'floorwalker-hostile-'));
const isWanted = (part: string): boolean => only === undefined || only === part;
/** Each part has strings of its own, so that one can be run again alone. */
const stringsOf = (part: number) => hostileStrings(seed * 1000 + part);
let told = 0;

if (isWanted('rows')) {
  const strings = stringsOf(1);
  await rowsRun(wanted * 0.35, SIZES, strings, findings);
  await tablesRun(wanted * 0.1, SIZES, strings, findings);
  told += strings.count();
}
if (isWanted('audit')) {
  const strings = stringsOf(2);
  await auditRun(wanted * 0.25, strings, findings, home);
  told += strings.count();
}
if (isWanted('commands')) {
  const strings = stringsOf(3);
  const tenant = await hostileTenant(strings, {seed, agents: 60, queues: 12, languages: ['en'], speed: 1});
  const on = {tenant, strings, findings, home};
  await streamsRun(on, values.short ? 1 : 4);
  await callsRun(on, values.short ? 3 : 40);
  await doctorRun(on, values.short ? 3 : 12);
  await tenant.close();
  told += strings.count();
}
if (isWanted('console')) {
  const strings = stringsOf(4);
  const sessions = values.short ? 1 : 2;
  for (const [place, size] of SIZES.entries()) {
    // In the short form each size has a sixth of the parts: of every kind one, and none twice.
    const isWanted = (part: number): boolean => !values.short || part % 6 === place * 2;
    for (let session = 0; session < sessions; session += 1) {
      const tenant = await hostileTenant(strings, {
        seed: seed + session,
        agents: 60,
        queues: 12,
        languages: ['en'],
        speed: 1,
      });
      await consoleRun({tenant, strings, findings, size, isWanted, doings: values.short ? 2 : 30, keep: 'soak-state'});
      await tenant.close();
    }
  }
  told += strings.count();
}

await rm(home, {recursive: true, force: true});
const rows = findings.rows.map(
  ({output, strings, looked, violations}) => [output, strings, looked, violations] as const,
);
print(`### Hostile text, seed ${seed}\n`);
print(markdownTable(['output', 'strings', 'looked at', 'violations'], rows));
print(
  `\n${told} strings in ${Math.round((performance.now() - startedAt) / 1000)} s, ${findings.violations} violations.`,
);
if (findings.violations > 0) {
  print(`\nFAILED; again by --seed ${seed}${values.short ? ' --short' : ''}:\n${findings.samples.join('\n')}`);
}
process.exit(findings.violations > 0 || (only === undefined && told < wanted) ? 1 : 0);
