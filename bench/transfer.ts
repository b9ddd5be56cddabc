import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {markdownTable, median, print} from './figures.js';

// How much memory the built program takes for large files: `call` as a process of its own, against a server that counts
// what it gets and sends what it is asked for. The smallest transfer is the baseline.

const RUNS = Number(process.env['RUNS'] ?? 5);
const KILO = 1000;
const MEGA = 1_000_000;
const CHUNK = Buffer.alloc(64 * 1024, 'x');
const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

type Transfer = {readonly peak: number; readonly seconds: number};

const server = createServer((request, response) => {
  if (request.method === 'GET') send(response, wanted);
  else void take(request, response);
});
let wanted = 0;
let taken = 0;

function send(response: ServerResponse, bytes: number): void {
  response.writeHead(200, {'content-type': 'application/zip', 'content-length': bytes});
  let left = bytes;
  const more = (): void => {
    while (left > 0) {
      const piece = left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
      left -= piece.length;
      if (!response.write(piece)) {
        response.once('drain', more);
        return;
      }
    }
    response.end();
  };
  more();
}

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  taken = 0;
  for await (const piece of request) taken += (piece as Buffer).length;
  response.writeHead(200, {'content-type': 'application/json'}).end('{"id": 1, "status": "created"}');
}

/** One `call` to its end, its peak of resident memory (VmHWM, MB) read while it runs. */
async function transfer(args: readonly string[], home: string): Promise<Transfer> {
  const {port} = server.address() as AddressInfo;
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [CLI, 'call', ...args, '--base-url', `http://127.0.0.1:${port}`, '--rate', '100'],
    {
      env: {PATH: process.env['PATH'], HOME: home, FLOORWALKER_SUBDOMAIN: 'acme', FLOORWALKER_TOKEN: 'token'},
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString('utf8');
  });
  let peak = 0;
  const look = setInterval(() => {
    try {
      const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      peak = Math.max(peak, (Number(kilobytes) * 1024) / MEGA || 0);
    } catch {
      // It has ended.
    }
  }, 5);
  const code = await new Promise(resolve => child.on('exit', resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`call ended with ${String(code)}: ${said}`);
  return {peak, seconds: (performance.now() - startedAt) / 1000};
}

const directory = mkdtempSync(join(tmpdir(), 'floorwalker-transfer-'));
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
try {
  const upload = async (bytes: number): Promise<Transfer> => {
    const path = join(directory, 'users.json');
    writeFileSync(path, Buffer.alloc(bytes, '['));
    const done = await transfer(['uploadBulkUsers', '--file', `file=@${path}`, '--yes'], directory);
    if (taken < bytes) throw new Error(`only ${taken} bytes arrived`);
    return done;
  };
  const download = async (bytes: number): Promise<Transfer> => {
    const path = join(directory, 'export.zip');
    wanted = bytes;
    const queries = ['--query', 'export_audio_files=true', '--query', 'export_attached_files=true'];
    const done = await transfer(['exportQueueSettings', ...queries, '--output', path], directory);
    if (statSync(path).size !== bytes) throw new Error('the file is not whole');
    return done;
  };
  const rows: (string | number)[][] = [];
  for (const [name, run, large] of [
    ['upload', upload, 50 * MEGA],
    ['download', download, 200 * MEGA],
  ] as const) {
    const small: Transfer[] = [];
    const big: Transfer[] = [];
    // In turns, so that what else the machine does hits both.
    for (let turn = 0; turn < RUNS; turn += 1) {
      small.push(await run(KILO));
      big.push(await run(large));
    }
    const peaks = [small, big].map(all => median(all.map(({peak}) => peak)));
    const [base = 0, peak = 0] = peaks;
    const seconds = median(big.map(one => one.seconds));
    rows.push([name, '1 kB', base.toFixed(1), '', median(small.map(one => one.seconds)).toFixed(2)]);
    rows.push([name, `${large / MEGA} MB`, peak.toFixed(1), `+${(peak - base).toFixed(1)}`, seconds.toFixed(2)]);
  }
  print(`### Memory of large files, median of ${RUNS} runs each, in turns\n`);
  print(markdownTable(['transfer', 'size', 'peak memory, MB', 'above 1 kB', 'whole run, s'], rows));
} finally {
  server.closeAllConnections();
  server.close();
  rmSync(directory, {recursive: true});
}
