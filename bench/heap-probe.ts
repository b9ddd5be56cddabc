import {appendFileSync} from 'node:fs';

// Loaded into the measured process before the program itself (`node --expose-gc --import`): collects all garbage now and
// then, and writes down what is left.

const path = process.env['HEAP_PROBE_FILE'];
const every = Number(process.env['HEAP_PROBE_MS'] ?? 2000);

if (path && globalThis.gc) {
  const collect = globalThis.gc;
  const probe = (): void => {
    collect();
    const {heapUsed, external, rss} = process.memoryUsage();
    const resources = process.getActiveResourcesInfo().length;
    appendFileSync(path, `${JSON.stringify({at: Date.now(), heapUsed, external, rss, resources})}\n`);
  };
  setInterval(probe, every).unref();
}
