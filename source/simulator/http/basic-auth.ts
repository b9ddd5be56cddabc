import {createHash, timingSafeEqual} from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Makes the check of an Authorization header against one customer's HTTP Basic credentials. */
export function basicAuth(subdomain: string, token: string): (header: string | undefined) => boolean {
  const expected = digest(`${subdomain}:${token}`);
  return header => {
    const encoded = /^Basic\s+([A-Za-z0-9+/=]+)\s*$/i.exec(header ?? '')?.[1];
    if (encoded === undefined) return false;
    return timingSafeEqual(digest(Buffer.from(encoded, 'base64').toString('utf8')), expected);
  };
}
