import {CERTIFICATES} from './certificates.js';
import type {Accepted, TenantFault} from './tenant-fault.js';

/** The beginning of an answer to a client's greeting: the head of a record, and of a ServerHello in it. */
const HALF_A_HELLO = Buffer.from([0x16, 0x03, 0x03, 0x00, 0x7a, 0x02, 0x00, 0x00, 0x76, 0x03, 0x03]);

const PLAIN = 'The plain HTTP port is elsewhere\n';

const closeOrReset = ({socket, random}: Accepted): void => {
  if (random.chance(0.5)) socket.resetAndDestroy();
  else socket.destroy();
};

/** Faults of a tenant that is to speak TLS. */
export const TLS_FAULTS: readonly TenantFault[] = [
  {name: 'certificate expired', weight: 3, certificate: CERTIFICATES.expired},
  {name: 'certificate of another host', weight: 3, certificate: CERTIFICATES.anotherHost},
  {name: 'certificate of an unknown authority', weight: 3, certificate: CERTIFICATES.unknownAuthority},
  {
    name: 'handshake cut',
    weight: 4,
    impostor: accepted => {
      const {socket, random} = accepted;
      if (random.chance(0.3)) return closeOrReset(accepted);
      socket.once('data', () => {
        if (random.chance(0.5)) socket.write(HALF_A_HELLO);
        closeOrReset(accepted);
      });
    },
  },
  {
    name: 'no TLS on the port',
    weight: 3,
    impostor: ({socket}) => {
      const head = `HTTP/1.1 400 Bad Request\r\nContent-Length: ${PLAIN.length}\r\nConnection: close\r\n\r\n`;
      socket.once('data', () => socket.end(`${head}${PLAIN}`));
    },
  },
  {
    name: 'handshake hangs',
    weight: 4,
    // It would keep the console's one door for as long as a connection may take: at the end it is let go of.
    impostor: accepted => {
      void accepted.over.then(() => closeOrReset(accepted));
    },
  },
];
