import type {AtConnect, TenantFault} from './tenant-fault.js';

/** A refusal in the proxy's own words; the connection ends with it. */
const answering =
  (status: string, headers = '') =>
  ({socket}: AtConnect): void => {
    const page = `<html><h1>${status}</h1></html>`;
    socket.end(
      `HTTP/1.1 ${status}\r\n${headers}Content-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n${page}`,
    );
  };

const GARBAGE = [
  '',
  'SSH-2.0-OpenSSH_9.7\r\n\x1b[2Jgo away\r\n',
  'HTTP/1.1 9999 \x1b]0;x\x07\r\n\r\n',
  'HTTP/1.1 200',
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello',
  'HTTP/1.1 302 Found\r\nLocation: http://login.example.com/\r\n\r\n',
  '\0\xff\xfe{}',
];

/** Faults of the proxy on the way. */
export const PROXY_FAULTS: readonly TenantFault[] = [
  {name: 'proxy refuses connections', weight: 3, proxy: 'refuses'},
  {
    name: 'proxy asks for a password',
    weight: 2,
    proxy: answering('407 Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="proxy"\r\n'),
  },
  {name: 'proxy answers 502', weight: 2, proxy: answering('502 Bad Gateway')},
  {name: 'proxy answers 503', weight: 2, proxy: answering('503 Service Unavailable', 'Retry-After: 120\r\n')},
  {
    name: 'proxy answers garbage',
    weight: 3,
    proxy: ({socket, random}) => void socket.end(Buffer.from(random.pick(GARBAGE), 'latin1')),
  },
  {
    name: 'proxy hangs at CONNECT',
    weight: 4,
    // Let go of at the end, like everything that hangs: with a tunnel after all, or without.
    proxy: ({socket, random, over, tunnel}) => {
      void over.then(() => {
        if (random.chance(0.5)) tunnel();
        else socket.resetAndDestroy();
      });
    },
  },
  {name: 'proxy cuts all tunnels', weight: 3, proxy: 'cuts'},
  {name: 'proxy cuts tunnels in answers', weight: 4, proxy: 'cuts-in-answers'},
];
