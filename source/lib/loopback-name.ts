import {isIP} from 'node:net';

/** Whether a URL's host name is this machine's loopback by its form, without asking a name server. */
export const isLoopbackName = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  (isIP(hostname) === 4 && hostname.startsWith('127.'));
