import {EXPIRED, SELF_SIGNED} from '../../test/api/self-signed.js';

/** A certificate with its key, both PEM. */
export type Certificate = {readonly key: string; readonly cert: string};

/** Those that a tenant shows at `localhost`; all but the first are wrong there. They guard nothing, and last for 100 years. */
export const CERTIFICATES = {
  right: SELF_SIGNED,
  /** In 2021. */
  expired: EXPIRED,
  /** Of other.example.com. */
  anotherHost: {
    key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgg3Fk/ZYK2KTpZ3/A
iBWw0lFSZxQ9uUKVCCGnGLufV2+hRANCAAQfxOaRDnyb/C3U7L3L24YIteslmzTt
Hx6raiiRV+aOaTotTwaID5BUhmQBir4vwjoGVDls0PT8A1ynk5RglrUC
-----END PRIVATE KEY-----`,
    cert: `-----BEGIN CERTIFICATE-----
MIIBrTCCAVOgAwIBAgIUEQhzRKWKuOMp4qPGeDsW3xqWG9owCgYIKoZIzj0EAwIw
HDEaMBgGA1UEAwwRb3RoZXIuZXhhbXBsZS5jb20wIBcNMjYxMTI2MTQzMDAyWhgP
MjEyNjExMDIxNDMwMDJaMBwxGjAYBgNVBAMMEW90aGVyLmV4YW1wbGUuY29tMFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEH8TmkQ58m/wt1Oy9y9uGCLXrJZs07R8e
q2ookVfmjmk6LU8GiA+QVIZkAYq+L8I6BlQ5bND0/ANcp5OUYJa1AqNxMG8wHQYD
VR0OBBYEFPnASQKyMj/bS8Ojyn/+CrAcQ/iBMB8GA1UdIwQYMBaAFPnASQKyMj/b
S8Ojyn/+CrAcQ/iBMA8GA1UdEwEB/wQFMAMBAf8wHAYDVR0RBBUwE4IRb3RoZXIu
ZXhhbXBsZS5jb20wCgYIKoZIzj0EAwIDSAAwRQIgM48HhQc/ioO2FPiS4gFhVonx
dMAR3uNwAnQ9Ik9kdcgCIQD9POLFbYJr23S5SqFRr26u2mH8SVMp6sFvwnOduLyx
ug==
-----END CERTIFICATE-----`,
  },
  /** Of localhost, but the console was never told to trust it. */
  unknownAuthority: {
    key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgqUksKwVGUI+ZR7Yi
pjTuMigH8YENMBHeoaYnoSz15C6hRANCAAQ0UPlfA9mqrZ/5sqsD/lCmnSp/9KWp
DmXk/n1E2kOY/f0giHc8V6l0fVLVeJM7fu9ghx6l16JCkbe2zW1e3meR
-----END PRIVATE KEY-----`,
    cert: `-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIUdhvUy04Hg73r3XaZr5UPrU91TqAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjE0MzAwMloYDzIxMjYxMTAy
MTQzMDAyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQ0UPlfA9mqrZ/5sqsD/lCmnSp/9KWpDmXk/n1E2kOY/f0giHc8V6l0
fVLVeJM7fu9ghx6l16JCkbe2zW1e3meRo2kwZzAdBgNVHQ4EFgQUoncwB85c29S7
yoFiB1BflG4hvgMwHwYDVR0jBBgwFoAUoncwB85c29S7yoFiB1BflG4hvgMwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SQAwRgIhANSIEenUDZPuVku9xa+SNWKWhQjuidp84NE7YYxjLu0VAiEAmZf8ocHK
AGsNY20BhxW7owgAeZVEFTu9xRqndvAyg1Y=
-----END CERTIFICATE-----`,
  },
} as const satisfies Record<string, Certificate>;

/** What the console is told to trust, as a PEM file: so each wrong certificate is refused for one reason alone. */
export const TRUSTED = `${[CERTIFICATES.right, CERTIFICATES.expired, CERTIFICATES.anotherHost].map(({cert}) => cert).join('\n')}\n`;
