import type {FormSpec} from '../actions/form-spec.js';
import type {AnyOperation} from '../api/operation.js';
import type {Engine} from '../engine.js';
import {besideField} from '../lib/beside-field.js';
import {requestWords} from '../lib/request-words.js';
import type {DialogOf, FormField, FormOutcome, FormValues} from '../view/dialog.js';
import {textField} from '../view/text-field.js';
import type {CommandContext} from './command-context.js';
import {knownOptions} from './known-options.js';
import {runOperation} from './run-operation.js';

/** Inputs of the form that are not the operation's own. */
const DRY_RUN = 'dry-run';
export const SAVE_AS = 'save-as';

/**
 * The form of an operation, made from its row: required inputs, the rest folded away, the request as it would be sent.
 * `values` fill it in, by the ids of its inputs; what was typed the last time does otherwise.
 * `onDone` hears that the tenant has answered.
 */
export function operationForm(
  context: CommandContext,
  engine: Engine,
  operation: AnyOperation,
  values: Readonly<Record<string, string>> = context.store.get().formValues[operation.id] ?? {},
  onDone: () => void = () => {},
): DialogOf<'form'> {
  const specs = engine.formSpecs(operation);
  const fieldOf = (spec: FormSpec): FormField => fieldOfSpec(engine, spec, values[spec.id]);
  const isShown = (spec: FormSpec) => spec.required || values[spec.id] !== undefined;
  const shown = [...specs.filter(isShown).map(fieldOf), ...saveField(operation)];
  const hidden = [...specs.filter(spec => !isShown(spec)).map(fieldOf), ...dryRunField(operation)];
  const fields = hidden.length > 0 ? [...shown, moreField(hidden)] : shown;
  const textsOf = (form: FormValues) => (id: string) => form.text(id);
  return {
    kind: 'form',
    title: operation.title,
    intro: introOf(operation),
    fields,
    focus: shown.length === 0 ? fields.length : 0,
    problem: null,
    isQuick: true,
    button: operation.class === 'read' ? 'Ask' : 'Check and confirm',
    preview: form => {
      const built = engine.preview(operation, engine.inputOfForm(operation, textsOf(form)));
      return ['problem' in built ? `Not complete: ${built.problem}` : requestWords(built)];
    },
    onSubmit: form => submit(context, engine, operation, specs, form, onDone),
  };
}

function submit(
  context: CommandContext,
  engine: Engine,
  operation: AnyOperation,
  specs: readonly FormSpec[],
  form: FormValues,
  onDone: () => void,
): FormOutcome {
  const texts = Object.fromEntries(
    specs.map(spec => [spec.id, form.text(spec.id)] as const).filter(([, text]) => text !== ''),
  );
  const input = engine.inputOfForm(operation, id => texts[id] ?? '');
  const built = engine.preview(operation, input);
  if ('problem' in built) return {problem: besideField(built.problem), field: built.field};
  const saveAs = form.text(SAVE_AS).trim();
  if (operation.answers === 'file' && saveAs === '') return {problem: 'takes the path of a new file', field: SAVE_AS};
  const kept = specs.filter(spec => !spec.personal && spec.kind !== 'json' && texts[spec.id] !== undefined);
  context.store.dispatch({
    type: 'remember',
    operation: operation.id,
    values: Object.fromEntries(kept.map(({id}) => [id, texts[id] ?? ''])),
  });
  const again = () => operationForm(context, engine, operation, texts, onDone);
  if (form.text(DRY_RUN) === 'true') {
    const lines = [requestWords(built), '', 'Nothing was sent.'];
    return {next: {kind: 'message', title: `Dry run: ${operation.title}`, lines, scroll: 0}};
  }
  return runOperation({context, engine, operation, input, saveAs: saveAs === '' ? null : saveAs, again, onDone});
}

function introOf(operation: AnyOperation): readonly string[] {
  const words = {read: 'read', write: 'write', dangerous: 'DANGEROUS'}[operation.class];
  const others = operation.alternatives.length > 0 ? ` It could also be ${operation.alternatives.join('; or ')}.` : '';
  return [
    operation.help,
    `${words} · ${operation.method} ${operation.path}`,
    ...(operation.confidence === 'inferred' ? [`This path is inferred: no source shows it.${others}`] : []),
  ];
}

const KIND_HINTS: Readonly<Record<string, string>> = {
  moment: 'ISO 8601 or 2031-03-05 09:30, UTC',
  phone: 'international, such as +13125550177',
  list: 'several with commas',
  json: 'JSON; Ctrl-X opens it in $EDITOR',
  file: 'a path; Tab completes',
  integer: 'a whole number',
  language: 'such as en',
};

function fieldOfSpec(engine: Engine, spec: FormSpec, value: string | undefined): FormField {
  const {id, label, help, required, words, kind, isList} = spec;
  const common = {id, label, required};
  const text = value ?? spec.fallback;
  if (words) {
    const options = words.map(word => ({id: word, label: word}));
    const chosen = words.includes(text) ? text : null;
    return {...common, hint: `${help}. Space or Right chooses`, type: 'choice', options, chosen};
  }
  const known = spec.pick === null ? null : knownOptions(engine, spec.pick, spec.kind);
  const hints = [help, KIND_HINTS[kind], known ? 'Ctrl-O lists what is known' : ''].filter(Boolean);
  return {
    ...common,
    hint: hints.join('. '),
    type: 'text',
    field: textField(text),
    ...(kind === 'file' ? {completesPath: true} : {}),
    ...(known ? {known: {options: known, isList}} : {}),
  };
}

const saveField = (operation: AnyOperation): readonly FormField[] =>
  operation.answers === 'file'
    ? [
        {
          id: SAVE_AS,
          label: 'save as',
          hint: 'a new file on this machine, there only once it is whole. Tab completes',
          required: true,
          type: 'text',
          field: textField(),
          completesPath: true,
        },
      ]
    : [];

const dryRunField = (operation: AnyOperation): readonly FormField[] =>
  operation.class === 'read'
    ? []
    : [
        {
          id: DRY_RUN,
          label: 'dry run',
          hint: 'shows the request and sends nothing. Space chooses',
          type: 'choice',
          options: [{id: 'true', label: 'print, send nothing'}],
          chosen: null,
        },
      ];

const moreField = (hidden: readonly FormField[]): FormField => ({
  id: 'more',
  label: `${hidden.length} more`,
  hint: `Enter opens: ${hidden.map(field => field.label).join(', ')}`,
  type: 'more',
  hidden,
});
