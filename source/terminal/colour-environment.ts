/** Environment variables by name, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables to set before anything that colours is imported. Ink's chalk reads FORCE_COLOR once, while it loads,
 * and knows nothing of NO_COLOR; so `--no-color`, or a NO_COLOR that is not empty, is handed to it as FORCE_COLOR=0.
 * Otherwise nothing changes, and chalk finds out what the terminal can show.
 */
export const colourEnvironment = (
  env: Environment,
  flags: {readonly noColor?: boolean} = {},
): Readonly<Record<string, string>> => (flags.noColor || env['NO_COLOR'] ? {FORCE_COLOR: '0'} : {});
