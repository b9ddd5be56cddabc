import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import type {Random} from '../../source/simulator/floor/random.js';
import type {Certificate} from './certificates.js';

/** What the simulated tenant answered, as it is to be sent on. Header names are lower case. */
export type RealAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
};

/** One request that meets a fault. */
export type Meeting = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly random: Random;
  /** Lets the tenant do what it is asked, and gives its answer. Not called, the request reached it and had no effect. */
  readonly real: () => Promise<RealAnswer>;
  /** Resolves at the end of the fault. */
  readonly over: Promise<void>;
  /** Requests that met this fault before. */
  readonly before: number;
  /** Resets the connection that it came by. */
  readonly reset: () => void;
  /** Another origin, where nothing may ever arrive. */
  readonly elsewhere: string;
};

/** What is done to the listening port, beside or instead of what is done to single requests. */
export type LineFault = 'refuses' | 'resets' | 'restarts' | 'closes-idle' | 'drops';

/** A connection that somebody other than the tenant has accepted. */
export type Accepted = {
  readonly socket: Socket;
  readonly random: Random;
  /** Resolves at the end of the fault. */
  readonly over: Promise<void>;
};

/** One that asks a proxy for a tunnel; `tunnel` makes it. */
export type AtConnect = Accepted & {readonly tunnel: () => void};

/** What a proxy does to its port, to its tunnels, or when it is asked for one; all but the third cut those that are there. */
export type ProxyFault = 'refuses' | 'cuts' | 'cuts-in-answers' | ((asked: AtConnect) => void);

/**
 * A fault of the tenant or of the line. `spoil` answers a request, or does not; rejections are taken for a client that has
 * gone. `lasting`: what it told (a wait) outlasts it by minutes, so that nothing can be asked of the same life afterwards.
 */
export type TenantFault = {
  readonly name: string;
  /** How often it is drawn, relative to the others. */
  readonly weight: number;
  readonly line?: LineFault;
  /** Shown meanwhile by a tenant that speaks TLS. */
  readonly certificate?: Certificate;
  /** Meets whoever connects, in the tenant's place. */
  readonly impostor?: (accepted: Accepted) => void;
  readonly proxy?: ProxyFault;
  readonly spoil?: (meeting: Meeting) => void | Promise<void>;
  readonly isLasting?: boolean;
  /**
   * Requests get no headers: a console then leaves room for a tenant that may take in several at once, in ms whatever its
   * rate (source/budget/arrival-bound.ts); a fifth of a slot at the usual rate, but many at the rates of a campaign.
   */
  readonly isUnanswered?: boolean;
  /** It is refused credentials, which are tried again slowly: at its end the operator asks for a refresh. */
  readonly isOfCredentials?: boolean;
};

/** Sends an answer as HTTP has it, its length told. */
export function answer(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return;
  const bytes = Buffer.from(body);
  const all = {'content-type': 'application/json', 'content-length': bytes.length, ...headers};
  // Set one by one they can be read again, when it was sent.
  for (const [name, value] of Object.entries(all)) response.setHeader(name, value);
  response.writeHead(status);
  response.end(bytes);
}
