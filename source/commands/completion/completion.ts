import {SettingsError} from '../../settings/settings-error.js';
import {safeText} from '../../terminal/safe-text.js';
import type {CommandIo} from '../command-io.js';
import {EXIT} from '../exit-code.js';
import {bashScript} from './bash-script.js';
import {type CompletionData, completionData} from './completion-data.js';
import {fishScript} from './fish-script.js';
import {zshScript} from './zsh-script.js';

const SHELLS: Readonly<Record<string, (data: CompletionData) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** `floorwalker completion SHELL`: a script on stdout, made from commands, flags and operations. Throws SettingsError. */
export async function runCompletion(shell: string, {stdout}: CommandIo): Promise<number> {
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (!script) throw new SettingsError(`completion takes bash, zsh or fish, not "${safeText(shell, 40)}".`);
  await new Promise<void>(resolve => stdout.write(script(completionData()), () => resolve()));
  return EXIT.ok;
}
