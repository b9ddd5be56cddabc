import {execFile} from 'node:child_process';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import xterm from '@xterm/headless';
import type {SimulatedTenant} from '../source/simulator/simulated-tenant.js';
import {leftBehind, TELL_MODES} from './left-behind.js';
import {type PtyProgram, startInPty} from './pty.js';

/** Heap after a forced collection, and what had happened by then. */
export type Sample = {
  /** Epoch ms. */
  readonly at: number;
  readonly heapUsed: number;
  readonly rss: number;
  readonly resources: number;
};

/** A console under observation: the program itself in a pseudo-terminal, with a probe for its heap. */
export type SoakConsole = {
  readonly program: PtyProgram;
  readonly frames: () => number;
  readonly samples: () => Promise<readonly Sample[]>;
  readonly resize: (size: {readonly columns: number; readonly rows: number}) => void;
  /** The screen as it is. */
  readonly lines: () => readonly string[];
  /** What is wrong with the screen now, or null. */
  readonly problem: () => string | null;
  /** Leaves by `q`; says what was not put right again. */
  readonly leave: () => Promise<readonly string[]>;
};

/** Begin of a frame: Ink brackets each one by synchronized output. */
const FRAME = '\x1b[?2026h';
const tools = fileURLToPath(new URL('../', import.meta.url));

/** Starts the console against `tenant`; everything it keeps goes below `home`. */
export async function startSoakConsole(options: {
  readonly tenant: SimulatedTenant;
  readonly home: string;
  readonly rate: number;
  readonly probeMs: number;
}): Promise<SoakConsole> {
  const {tenant, home} = options;
  await mkdir(home, {recursive: true});
  const probeFile = join(home, `heap-${process.pid}-${Date.now()}.ndjson`);
  const config = join(home, 'config.yaml');
  const names = (map: ReadonlyMap<number, string>): string => JSON.stringify(Object.fromEntries(map));
  const profile = [`statuses: ${names(tenant.statuses)}`, `teams: ${names(tenant.teams)}`, 'countdownSeconds: 1'];
  await writeFile(config, `profiles:\n  default:\n${profile.map(line => `    ${line}\n`).join('')}`, {mode: 0o600});
  const screen = new xterm.Terminal({cols: 120, rows: 40, allowProposedApi: true, scrollback: 100});
  let frames = 0;
  const words = ['--expose-gc', '--import', `${tools}bench/heap-probe.js`, `${tools}source/cli.js`];
  const program = startInPty([process.execPath, ...words, '--rate', String(options.rate)], {
    environment: {
      ...process.env,
      HOME: home,
      XDG_STATE_HOME: join(home, 'state'),
      FLOORWALKER_CONFIG: config,
      FLOORWALKER_BASE_URL: tenant.baseUrl,
      FLOORWALKER_SUBDOMAIN: tenant.subdomain,
      FLOORWALKER_TOKEN: tenant.token,
      HEAP_PROBE_FILE: probeFile,
      HEAP_PROBE_MS: String(options.probeMs),
    },
    after: TELL_MODES,
    onOutput: text => {
      frames += text.split(FRAME).length - 1;
      screen.write(text);
    },
  });
  await program.waitFor(/Queues/);

  const lines = (): readonly string[] =>
    Array.from({length: screen.rows}, (_, y) => screen.buffer.active.getLine(screen.buffer.active.baseY + y)).map(
      line => line?.translateToString(true) ?? '',
    );

  return {
    program,
    lines,
    frames: () => frames,
    samples: async () => {
      const text = await readFile(probeFile, 'utf8').catch(() => '');
      return text
        .split('\n')
        .filter(line => line.endsWith('}'))
        .map(line => JSON.parse(line) as Sample);
    },
    resize: ({columns, rows}) => {
      const device = program.device();
      if (device === null) return;
      screen.resize(columns, rows);
      execFile('stty', ['-F', device, 'rows', String(rows), 'cols', String(columns)], () => {});
    },
    problem: () => {
      if (screen.buffer.active.type !== 'alternate') return 'the alternate screen was left';
      if (screen.buffer.active.baseY > 0) return 'the screen has scrolled';
      const [first = ''] = lines();
      if (first.startsWith('floorwalker') || first.startsWith('Too small')) return null;
      return `the first line is "${first}"`;
    },
    leave: async () => {
      program.send('\x1b[27u\x1b[27u\x1b[27u');
      await new Promise(resolve => setTimeout(resolve, 500));
      program.send('q');
      const timer = setTimeout(() => program.kill(), 10_000);
      const code = await program.exited;
      clearTimeout(timer);
      return leftBehind(program.output(), code);
    },
  };
}
