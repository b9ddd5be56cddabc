import {createPool} from '../api/pool.js';
import type {Clock} from '../lib/clock.js';
import type {KnownSecrets} from '../lib/known-secrets.js';
import {Thresholds} from '../picture/thresholds.js';
import type {Masker} from '../privacy/masker.js';
import {ReadOnlySwitch} from '../session/read-only-switch.js';
import {createSession, type TenantSession} from '../session/tenant-session.js';
import {checkLanguages} from '../settings/check-languages.js';
import {demoSettings} from '../settings/demo-settings.js';
import type {Environment} from '../settings/directories.js';
import type {Flags} from '../settings/flags.js';
import type {Settings} from '../settings/settings.js';
import type {SimulatedTenant} from '../simulator/simulated-tenant.js';
import {endpointOverrides} from './endpoint-overrides.js';
import {maskerOf} from './masker-of.js';

/** What decides which tenant is opened, and the time and chance that it runs on. `uid`: undefined where there is none. */
export type OpenTenantOptions = {
  readonly flags: Flags;
  readonly environment: Environment;
  readonly home: string;
  readonly cwd: string;
  readonly uid: number | undefined;
  readonly clock: Clock;
  /** Learns of every secret that is read. */
  readonly secrets: KnownSecrets;
  /** Numbers in [0, 1). */
  readonly random: () => number;
};

/** A tenant that is ready to be asked. */
export type OpenTenant = {
  readonly settings: Settings;
  readonly session: TenantSession;
  /** The embedded tenant of `--demo`, else null. */
  readonly simulated: SimulatedTenant | null;
  /** Whether operations that write are refused now. */
  readonly readOnly: ReadOnlySwitch;
  /** Replaces personal data; null where they are shown as they are. */
  readonly masker: Masker | null;
  /**
   * Breaks off every exchange with the tenant and ends the simulated one. Polling that still runs is the caller's to
   * stop first. May be called again.
   */
  readonly close: () => Promise<void>;
};

/**
 * Loads the settings, or starts the simulated tenant of `--demo`, and puts a session together. No request is sent and
 * the token is not read yet. Throws SettingsError.
 */
export async function openTenant(options: OpenTenantOptions): Promise<OpenTenant> {
  const {flags, clock, random, secrets} = options;
  const simulated = flags.demo ? await startDemo(flags, clock) : null;
  try {
    const settings = learning(simulated ? settingsOfDemo(flags, simulated) : await settingsOfUser(options), secrets);
    const endpoints = endpointOverrides(settings.endpoints, settings.place);
    const pool = createPool(new URL(settings.baseUrl).origin, {
      clock,
      rate: settings.rate,
      route: {ca: settings.ca.length > 0 ? settings.ca : null, proxy: settings.proxy},
    });
    const {baseUrl, subdomain, token, rate, languages, statuses, queueFilter} = settings;
    const readOnly = new ReadOnlySwitch(settings.readOnly);
    const masker = settings.maskPii ? await maskerOf(options.environment, options.home) : null;
    const access = {
      baseUrl,
      subdomain,
      token,
      endpoints,
      get readOnly() {
        return readOnly.isOn;
      },
    };
    const session = createSession({
      access,
      rate,
      languages,
      statuses,
      queueFilter,
      thresholds: new Thresholds(settings.thresholds),
      dispatcher: pool,
      mask: masker && (body => masker.body(body)),
      clock,
      random,
    });
    return {
      settings,
      session,
      simulated,
      readOnly,
      masker,
      close: async () => {
        await pool.destroy();
        await simulated?.close();
      },
    };
  } catch (error) {
    await simulated?.close();
    throw error;
  }
}

/** The same settings; what they read that is secret is known from then on. */
function learning(settings: Settings, secrets: KnownSecrets): Settings {
  const {token, companySecret} = settings;
  return {
    ...settings,
    token: async refused => secrets.learn(await token(refused)),
    companySecret: companySecret && (async () => secrets.learn(await companySecret())),
  };
}

// The simulated tenant and the reading of a settings file are each needed by one kind of start only; the other must
// not wait for their modules.
async function startDemo(flags: Flags, clock: Clock): Promise<SimulatedTenant> {
  const languages = flags.lang.length > 0 ? checkLanguages(flags.lang, '--lang') : ['en'];
  const {startSimulatedTenant} = await import('../simulator/simulated-tenant.js');
  const {seed, speed, agents, queues, discloseDeflection} = flags;
  return startSimulatedTenant({
    seed,
    speed,
    agents,
    queues,
    discloseDeflection,
    languages,
    rate: flags.rate ?? 1,
    clock,
  });
}

const settingsOfDemo = (flags: Flags, simulated: SimulatedTenant): Settings => ({
  ...demoSettings(flags, simulated),
  statuses: simulated.statuses,
  teams: simulated.teams,
});

async function settingsOfUser({flags, environment, home, cwd, uid}: OpenTenantOptions): Promise<Settings> {
  const {loadSettings} = await import('../settings/load-settings.js');
  return loadSettings({flags, environment, home, cwd, uid});
}
