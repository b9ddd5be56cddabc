/**
 * Wrong usage or settings; nothing was sent. The message is one sentence: which flag, variable or key (with file and
 * line), what it takes, what to do. Callers end with exit code 2 (`check`: 3).
 */
export class SettingsError extends Error {
  override readonly name: string = 'SettingsError';
}

/**
 * No token, or none that may be used: missing, readable by others, empty, its command failed. A settings error with
 * its exit code, because nothing was sent; credentials that the server refuses are another matter.
 */
export class CredentialsError extends SettingsError {
  override readonly name = 'CredentialsError';
}

/** No tenant is configured at all. The message is a short text, of several lines, on the two ways to start. */
export class NoTenantError extends SettingsError {
  override readonly name = 'NoTenantError';

  constructor() {
    super(noTenantText);
  }
}

/** What somebody reads who starts the program for the first time; 80 columns. */
export const noTenantText = `No tenant is configured. Two ways to start:

  floorwalker --demo
      a simulated tenant inside the program: no account, no set-up

  FLOORWALKER_TOKEN=… floorwalker --base-url https://SUBDOMAIN.DOMAIN
      your own tenant, with an API token made by its administrator;
      better than a variable: --token-file PATH, a file of mode 0600

To keep these settings, write them under profiles: default: in
~/.config/floorwalker/config.yaml. All flags: floorwalker --help`;
