import {jsonLine} from '../lib/json-line.js';
import {checkLanguages} from '../settings/check-languages.js';
import type {Flags} from '../settings/flags.js';
import {SettingsError} from '../settings/settings-error.js';
import type {SimulatedTenant, SimulatedTenantOptions} from '../simulator/simulated-tenant.js';
import type {CommandIo} from './command-io.js';
import {Ending} from './ending.js';
import {EXIT} from './exit-code.js';
import {simulateNote} from './simulate-note.js';

/**
 * `floorwalker simulate`: the simulated tenant alone, until a signal. One JSON line {baseUrl, subdomain, token} on
 * stdout once it listens, a note for people on stderr. Resolves to the exit code; Ctrl-C is its usual end, so 0. Throws
 * SettingsError when the port cannot be had.
 */
export async function runSimulate(flags: Flags, io: CommandIo): Promise<number> {
  const ending = new Ending(io, {SIGINT: EXIT.ok});
  try {
    const tenant = await start(flags, io);
    try {
      const {baseUrl, subdomain, token} = tenant;
      io.stdout.write(jsonLine({baseUrl, subdomain, token}));
      io.stderr.write(await simulateNote(tenant, flags.rate ?? 1));
      return await ending.result;
    } finally {
      await tenant.close();
    }
  } finally {
    ending.close();
  }
}

async function start(flags: Flags, {clock}: CommandIo): Promise<SimulatedTenant> {
  const {seed, speed, agents, queues, port, discloseDeflection, lang} = flags;
  const languages = lang.length > 0 ? checkLanguages(lang, '--lang') : ['en'];
  const {startSimulatedTenant} = await import('../simulator/simulated-tenant.js');
  const options: SimulatedTenantOptions = {seed, speed, agents, queues, port, discloseDeflection, languages, clock};
  try {
    return await startSimulatedTenant({...options, rate: flags.rate ?? 1});
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new SettingsError(`--port ${port} is in use: take another, or leave it out for any free one.`);
    }
    if (code === 'EACCES') throw new SettingsError(`--port ${port} may not be used by you: take one from 1024 on.`);
    throw error;
  }
}
