/** The commands that exist; `console` is the one without a word. */
export const commands = {
  console: 'the full-screen console for the configured tenant',
  snapshot: 'one complete picture to stdout, then exit',
  watch: 'NDJSON on stdout, one line per change, until interrupted',
  audit: 'reads the audit log; --verify follows its chain of hashes',
  simulate: 'only the simulated tenant, in the foreground',
  operations: 'every operation of the API, or one in full',
  call: 'run any operation: --param, --query, --body, --file',
  approve: 'agrees, as a second person, to what another user asks for',
  completion: 'a completion script for bash, zsh or fish',
  doctor: 'checks settings, credentials, tenant, clock and terminal; one line each',
} as const;
export type Command = keyof typeof commands;

/** A word that a command takes behind its name; in brackets where it may be left out. */
export const commandWords: Readonly<Partial<Record<Command, '[ID]' | '[FILE]' | 'FILE' | 'ID' | 'bash|zsh|fish'>>> = {
  operations: '[ID]',
  audit: '[FILE]',
  call: 'ID',
  approve: 'FILE',
  completion: 'bash|zsh|fish',
};
