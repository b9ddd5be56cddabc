import {isProblem, type PreparedAction, type Problem} from '../../actions/prepared-action.js';
import type {OperationInput} from '../../api/build-request.js';
import {operationOf} from '../operation-by-name.js';
import type {WorkTools} from '../work-tools.js';

const SAVE = 'createAutoSavedQueueSettingsVersion';

/**
 * An operation that replaces the queue settings, behind one that saves them: both are one action, agreed to once, and
 * what replaces is sent only after the saving was accepted. `onDone` hears that it was answered.
 */
export function saveFirst(
  tools: WorkTools,
  name: string,
  input: OperationInput,
  onDone: () => void,
): PreparedAction | Problem {
  const body = {export_audio_files: false, export_attached_files: false};
  const save = tools.prepare.operation(operationOf(tools, SAVE), {body});
  const replace = tools.prepare.operation(operationOf(tools, name), input, {onAnswer: onDone});
  if (isProblem(save) || isProblem(replace)) return isProblem(replace) ? replace : save;
  const facts = [...replace.facts, 'The settings of every queue are replaced.'];
  return {...replace, facts, steps: [...save.steps, ...replace.steps]};
}
