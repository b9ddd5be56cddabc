import {readFile, stat} from 'node:fs/promises';
import type {DncCheck, DncRow} from '../../api/operations/dnc.js';
import {besideField} from '../../lib/beside-field.js';
import {homePath} from '../../lib/home-path.js';
import type {OpenWork, WorkAct, WorkHost, WorkRow, WorkTone, WorkView} from '../../view/work-view.js';
import {askRead, previewOf} from '../operation-by-name.js';
import {act, WorkDesk} from '../work-desk.js';
import {askForm, textInput} from '../work-forms.js';
import type {WorkTools} from '../work-tools.js';
import {MOST_NUMBERS, readNumbers} from './read-numbers.js';

/** Larger files are no lists of numbers, bytes. */
const MOST_BYTES = 5_000_000;

/** What is known of a number: the tenant's word, and what it means. */
type Known = {readonly words: string; readonly tone: WorkTone; readonly until: string};
type State = {
  /** Numbers in E.164 with what the tenant has said of each; null where it was not asked. */
  readonly numbers: ReadonlyMap<string, Known | null>;
  readonly others: readonly string[];
};

/** An answer that was accepted and tells nothing of any number. */
const NAMELESS: Known = {words: 'accepted; the answer names no numbers', tone: 'warn', until: ''};
const NOTHING: State = {numbers: new Map(), others: []};

/** Many numbers for the do-not-call list: pasted or from a file, checked, added, removed, with a result for each. */
export const doNotCallView = (tools: WorkTools): WorkView => ({
  id: 'do-not-call',
  title: 'Do-not-call list',
  help: 'checks, adds and removes many numbers, with a result for each',
  open: host => openDoNotCall(tools, host),
});

function openDoNotCall(tools: WorkTools, host: WorkHost): OpenWork {
  const desk = new WorkDesk<State>(host, NOTHING);
  const take = (text: string): void => {
    const read = readNumbers(text);
    const known = desk.state.numbers;
    const added = read.numbers.filter(number => !known.has(number)).slice(0, MOST_NUMBERS - known.size);
    desk.set({numbers: new Map([...known, ...added.map(number => [number, null] as const)]), others: read.others});
    desk.fail(read.numbers.length === 0 ? 'No number was found in it: each takes its country, as +13125550177.' : null);
  };
  const learn = (number: string, known: Known): void =>
    desk.set({numbers: new Map([...desk.state.numbers, [number, known]])});
  const check = (numbers: readonly string[]): Promise<void> =>
    desk.during(`Checking ${numbers.length} numbers, a slot for each`, async signal => {
      for (const [index, number] of numbers.entries()) {
        desk.progress(`Checking ${index + 1} of ${numbers.length}, a slot for each`);
        const {data} = await askRead(tools, 'checkDncContact', {query: {phone_number: number}}, {signal});
        learn(number, verdictOf((data ?? {}) as DncCheck));
      }
    });
  const learnRows = (data: unknown): void => {
    const rows = new Map((Array.isArray(data) ? (data as readonly DncRow[]) : []).map(row => [row.phone_number, row]));
    const told = [...desk.state.numbers].map(([number, before]): [string, Known | null] => {
      const row = rows.get(number);
      return [number, row ? resultOf(row) : rows.size > 0 ? before : NAMELESS];
    });
    desk.set({numbers: new Map(told)});
  };
  const all = (): readonly string[] => [...desk.state.numbers.keys()];
  const add = (): void =>
    host.open(
      askForm(
        `Add ${all().length} numbers`,
        'Puts every number of the list on the do-not-call list.',
        [
          textInput('until', 'when they may be called again, such as 2031-12-31 00:00, UTC; empty: never', {
            isOptional: true,
          }),
        ],
        'Check and confirm',
        ([until = '']) =>
          host.confirm('addDncContacts', {body: {contacts: contactsUntil(all(), until)}}, {onAnswer: learnRows}),
        ([until = '']) => {
          const first = contactsUntil(all().slice(0, 1), until);
          const built = previewOf(tools, 'addDncContacts', {body: {contacts: first}});
          return 'problem' in built ? {field: 'until', problem: besideField(built.problem)} : null;
        },
      ),
    );
  const remove = (): void =>
    host.confirm(
      'removeDncContacts',
      {body: {phone_numbers: all()}},
      {facts: ['These people can be called again afterwards.'], onAnswer: learnRows},
    );
  const openFile = (): void =>
    host.open(
      askForm(
        'File of numbers',
        'Any text: the numbers in it are found, in international form. Nothing is sent.',
        [textInput('path', 'the file', {isFile: true})],
        'Read',
        ([path = '']) =>
          void desk.during(`Reading ${path}`, async () => {
            const file = homePath(path, tools.home);
            if ((await stat(file)).size > MOST_BYTES) throw new Error(`${path} is larger than ${MOST_BYTES / 1e6} MB.`);
            take(await readFile(file, 'utf8'));
          }),
      ),
    );
  const type = (): void =>
    host.open(
      askForm(
        'Numbers',
        'Typed or pasted, parted by commas; outside of this form a paste goes into the list at once.',
        [textInput('numbers', 'in international form, such as +13125550177')],
        'Take',
        ([text = '']) => take(text),
      ),
    );
  const drop = (row: WorkRow | null): void => {
    const numbers = new Map(desk.state.numbers);
    numbers.delete(row?.id ?? '');
    desk.set({numbers});
  };

  const acts = (): readonly WorkAct[] => {
    const none = desk.state.numbers.size === 0 ? 'There are no numbers: paste some, or press i or o.' : null;
    return [
      act('i', 'type numbers', type),
      act('o', 'from a file', openFile),
      act('enter', 'check this', row => row && void check([row.id]), none),
      act('c', 'check all', () => void check(all()), none),
      act('a', 'add all', add, none),
      act('x', 'remove all', remove, none),
      act('d', 'drop this row', drop, none),
      act('D', 'drop all rows', () => desk.set(NOTHING), none),
    ];
  };
  return {
    paste: take,
    screen: () => ({
      head: [
        {text: countWords(desk.state), tone: 'title'},
        ...desk.state.others.slice(0, 5).map(text => ({text: `No number: ${text}`, tone: 'warn' as const})),
        ...(desk.state.others.length > 5
          ? [{text: `and ${desk.state.others.length - 5} more`, tone: 'warn' as const}]
          : []),
        ...desk.lines(),
      ],
      columns: ['number', 'on the list', 'until'],
      rows: [...desk.state.numbers].map(([number, known]) => ({
        id: number,
        cells: [number, known?.words ?? '?', known?.until ?? ''],
        tone: known?.tone ?? 'dim',
      })),
      empty: 'Paste numbers here, in international form: one a line, with commas, or straight from a spreadsheet.',
      acts: acts(),
    }),
  };
}

const contactsUntil = (numbers: readonly string[], until: string) =>
  numbers.map(number => ({phone_number: number, ...(until === '' ? {} : {expires_at: until})}));

function countWords({numbers}: State): string {
  const failed = [...numbers.values()].filter(known => known?.tone === 'bad').length;
  return `${numbers.size} numbers${failed > 0 ? `, ${failed} failed` : ''}`;
}

function verdictOf({is_dnc: isListed, expires_at: until}: DncCheck): Known {
  if (isListed === true) return {words: 'yes', tone: 'warn', until: until ?? 'for good'};
  return isListed === false ? {words: 'no', tone: 'good', until: ''} : {words: 'not told', tone: 'warn', until: ''};
}

function resultOf({status, error, expires_at: until}: DncRow): Known {
  if (error || status === 'failed') return {words: `failed: ${error ?? 'no reason told'}`, tone: 'bad', until: ''};
  return {words: status ?? 'not told', tone: 'good', until: until ?? ''};
}
