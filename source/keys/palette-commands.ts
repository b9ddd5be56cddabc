import type {Engine} from '../engine.js';
import {PANELS} from '../panels/registry.js';
import type {Dialog, DialogOf} from '../view/dialog.js';
import {type PaletteEntry, searchPalette} from '../view/palette.js';
import {textField, textOf} from '../view/text-field.js';
import {topDialog} from '../view/view-state.js';
import {message} from './act.js';
import {actEntries, beginAct} from './act-commands.js';
import type {CommandContext} from './command-context.js';
import {operationForm} from './operation-form.js';
import {openWork} from './work-commands.js';

const KINDS = {read: 'read', write: 'write', dangerous: 'DANGEROUS'} as const;

/** Everything that the palette can do now: what acts on rows, the panels, every operation of the API. */
function entriesOf(context: CommandContext): readonly PaletteEntry[] {
  return [
    ...actEntries(context),
    ...panelEntries(),
    ...workEntries(context.engine()),
    ...tenantEntries(context.engine()),
    ...operationEntries(context.engine()),
  ];
}

const panelEntries = (): readonly PaletteEntry[] =>
  PANELS.map(({id, title}, index) => ({
    id: `view ${id}`,
    title: `Go to ${title}`,
    words: id,
    kind: 'view',
    key: String(index + 1),
  }));

const tenantEntries = (engine: Engine | null): readonly PaletteEntry[] =>
  (engine?.otherProfiles ?? []).map(profile => ({
    id: `tenant ${profile}`,
    title: `Go on to tenant: ${profile}`,
    words: `profile ${profile}`,
    kind: 'tenant',
    key: '',
  }));

const workEntries = (engine: Engine | null): readonly PaletteEntry[] =>
  (engine?.works ?? []).map(({id, title, help}) => ({
    id: `work ${id}`,
    title,
    words: `${id}: ${help}`,
    kind: 'view',
    key: '',
  }));

function operationEntries(engine: Engine | null): readonly PaletteEntry[] {
  if (!engine) return [];
  return [...engine.operations.values()].map(({id, title, group, class: kind}) => ({
    id: `operation ${id}`,
    title,
    words: `${id} ${group}`,
    kind: KINDS[kind],
    key: '',
    ...(kind !== 'read' && engine.readOnlyReason() !== null ? {disabledReason: 'read-only'} : {}),
  }));
}

/** What is listed for what was typed. */
export const foundIn = (dialog: DialogOf<'palette'>, recent: readonly string[]): readonly PaletteEntry[] =>
  searchPalette(dialog.entries, textOf(dialog.field), recent);

function open(context: CommandContext): void {
  context.store.dispatch({
    type: 'open',
    dialog: {kind: 'palette', entries: entriesOf(context), field: textField(), cursor: 0},
  });
}

function paletteOf(context: CommandContext): DialogOf<'palette'> | null {
  const dialog = topDialog(context.store.get());
  return dialog?.kind === 'palette' ? dialog : null;
}

function move(context: CommandContext, by: number): void {
  const dialog = paletteOf(context);
  if (!dialog) return;
  const count = foundIn(dialog, context.store.get().recent).length;
  if (count > 0)
    context.store.dispatch({type: 'replace', dialog: {...dialog, cursor: (dialog.cursor + by + count) % count}});
}

function take(context: CommandContext): void {
  const dialog = paletteOf(context);
  const entry = dialog && foundIn(dialog, context.store.get().recent)[dialog.cursor];
  if (!entry || entry.disabledReason !== undefined) return;
  context.store.dispatch({type: 'used', entry: entry.id});
  context.store.dispatch({type: 'close'});
  const next = begin(context, entry.id);
  if (next) context.store.dispatch({type: 'open', dialog: next});
}

function begin(context: CommandContext, id: string): Dialog | null {
  const kind = id.split(' ', 1)[0] ?? '';
  const name = id.slice(kind.length + 1);
  if (kind === 'action') return beginAct(context, name);
  if (kind === 'tenant') {
    context.switchTo(name);
    return null;
  }
  if (kind === 'view') {
    const panel = PANELS.find(one => one.id === name);
    if (panel) context.store.dispatch({type: 'focus', panel: panel.id});
    return null;
  }
  const engine = context.engine();
  const work = kind === 'work' ? engine?.works.find(one => one.id === name) : undefined;
  if (engine && work) {
    openWork(context, engine, work);
    return null;
  }
  const operation = engine?.operations.get(name);
  return engine && operation
    ? operationForm(context, engine, operation)
    : message('Palette', 'The session is still starting; try again in a moment.');
}

/** What keys do with the palette. */
export const PALETTE_COMMANDS = {
  palette: open,
  'palette-down': context => move(context, 1),
  'palette-up': context => move(context, -1),
  'palette-take': take,
} satisfies Record<string, (context: CommandContext) => void>;
