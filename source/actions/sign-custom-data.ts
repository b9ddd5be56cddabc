import {SignJWT} from 'jose';

/** A token is good for so long, s. */
const GOOD_FOR_S = 600;

/**
 * Custom data as an HS256 token (RFC 7519) with the claims custom_data, iat and exp, signed with the company secret
 * ("Custom data" of the platform). `wall`: ms since the epoch.
 */
export function signCustomData(data: unknown, secret: string, wall: number): Promise<string> {
  const now = Math.floor(wall / 1000);
  return new SignJWT({custom_data: data})
    .setProtectedHeader({alg: 'HS256', typ: 'JWT'})
    .setIssuedAt(now)
    .setExpirationTime(now + GOOD_FOR_S)
    .sign(new TextEncoder().encode(secret));
}
