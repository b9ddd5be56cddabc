import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {connect, type Socket} from 'node:net';

/** The shortest queue there is: Linux keeps one connection more than it is told to. */
const BACKLOG = 1;
const QUEUE = BACKLOG + 1;
/** A connection within one machine is made in far less, ms; one that is not found the queue full already. */
const FILLED_MS = 500;

/** A process that listens in a tenant's place and takes no connection. */
export type StandIn = {
  /** Lets go of the port. What had been connected is reset; whoever was not asks again, when its system does. */
  readonly end: () => Promise<void>;
};

/**
 * Begins to listen on a port that is free, and drops every SYN from then on: Linux answers none while a listener's queue of
 * connections that it has not accepted yet is full, and tells the other side nothing. The queue is that of a process that
 * stands still (SIGSTOP). Whoever connects in the ms before it is filled is connected, and hears nothing.
 */
export async function startStandIn(host: string, port: number): Promise<StandIn> {
  const program = [
    `const options = ${JSON.stringify({host, port, backlog: BACKLOG})};`,
    "require('node:net').createServer().listen(options, () => {",
    "  process.stdout.write('listening');",
    "  process.kill(process.pid, 'SIGSTOP');",
    '});',
  ].join('\n');
  const child = spawn(process.execPath, ['-e', program], {stdio: ['ignore', 'pipe', 'ignore']});
  const exited = once(child, 'exit');
  const kill = (): void => void child.kill('SIGKILL');
  // A process that stands still outlives this one otherwise.
  process.once('exit', kill);
  const hasBegun = await Promise.race([once(child.stdout, 'data').then(() => true), exited.then(() => false)]);
  if (!hasBegun) throw new Error(`no process could listen on ${host}:${port}`);
  const fillers: Socket[] = [];
  for (let count = 0; count < QUEUE; count += 1) fillers.push(await filler(host, port));
  return {
    end: async () => {
      kill();
      await exited;
      process.off('exit', kill);
      for (const socket of fillers) socket.destroy();
    },
  };
}

/** An idle connection; one that is not made in time found the queue full, which is as good. */
async function filler(host: string, port: number): Promise<Socket> {
  const socket = connect(port, host);
  // It is reset when the process ends.
  socket.on('error', () => {});
  await once(socket, 'connect', {signal: AbortSignal.timeout(FILLED_MS)}).catch(() => {});
  return socket;
}
