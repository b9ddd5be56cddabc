import {mayBeSecret} from './may-be-secret.js';
import {SettingsError} from './settings-error.js';

// The shape of a BCP 47 tag; which languages exist only the tenant knows.
const form = /^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$/;

/** Language codes, each once. `from` names the flag or key for the SettingsError thrown when one is none. */
export function checkLanguages(languages: readonly string[], from: string): readonly string[] {
  const wrong = languages.find(language => !form.test(language));
  if (wrong === undefined) return [...new Set(languages)];
  const shown = mayBeSecret(wrong) ? '' : `, not ${JSON.stringify(wrong)}`;
  throw new SettingsError(`${from} takes a language code such as en or pt-BR${shown}.`);
}
