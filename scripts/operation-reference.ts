import {exampleOf} from '../source/api/example.js';
import {type Field, fieldsOf} from '../source/api/field-list.js';
import type {FieldKind} from '../source/api/field-meta.js';
import type {AnyOperation, JobKind, OperationClass} from '../source/api/operation.js';
import {OPERATIONS} from '../source/api/operations/all.js';
import {cell, code, table} from './markdown-table.js';

/** One line per operation, which leads to what the reference says of it. */
export const operationIndex = (): string =>
  table(
    ['Operation', 'Request', 'Class', 'Repeated by itself', 'Confidence'],
    OPERATIONS.map(row => [
      `[${code(row.id)}](#${row.id.toLowerCase()})`,
      code(`${row.method} ${row.path}`),
      row.class,
      row.repeat === 'safe' ? 'yes' : 'no',
      row.confidence,
    ]),
  );

/** Everything that the rows of `operations` say, group by group in their order. */
export function operationReference(operations: readonly AnyOperation[] = OPERATIONS): string {
  const groups = [...new Set(operations.map(row => row.group))];
  return groups
    .flatMap(group => [`## ${group}`, ...operations.filter(row => row.group === group).map(sectionOf)])
    .join('\n\n');
}

function sectionOf(row: AnyOperation): string {
  const fields = fieldTable(row);
  return [
    `### ${row.id}`,
    `**${row.title}**: ${code(`${row.method} ${row.path}`)}`,
    row.help,
    factsOf(row)
      .map(fact => `- ${fact}`)
      .join('\n'),
    fields ?? 'It takes no fields.',
    `\`\`\`sh\n${exampleOf(row)}\n\`\`\``,
  ].join('\n\n');
}

const CLASS_WORDS: Readonly<Record<OperationClass, string>> = {
  read: 'Read: it only asks.',
  write: 'Write: `call` wants `--yes`, the console one confirmation.',
  dangerous: "Dangerous: `call` wants `--confirm` with the tenant's name, the console a typed proof and a countdown.",
};

const MANY_WORDS = ({body}: AnyOperation): string =>
  fieldsOf(body).some(({pick}) => pick === 'team')
    ? 'With many targets, or with a team, it is dangerous.'
    : 'With many targets it is dangerous.';

const JOB_WORDS: Readonly<Record<JobKind, string>> = {
  job: 'a background job',
  'bulk-users': 'a job of bulk users',
  'campaign-import': 'an import into a campaign',
};

function factsOf(row: AnyOperation): readonly string[] {
  const repeated = row.repeat === 'safe' ? 'May be sent again by the program itself.' : 'Sent once.';
  return [
    `${CLASS_WORDS[row.class]} ${repeated}`,
    ...(row.class === 'write' && row.targets ? [MANY_WORDS(row)] : []),
    ...(row.contacts === null ? [] : [`The person named by ${code(row.contacts)} is called or written to.`]),
    pathFact(row),
    answerFact(row),
    `Source: ${row.source}.`,
  ];
}

function pathFact({confidence, alternatives}: AnyOperation): string {
  const others = alternatives.map(other => (/^[A-Z]+ \//.test(other) ? code(other) : other)).join(' or ');
  return `The path is ${confidence}.${others === '' ? '' : ` It could also be ${others}.`}`;
}

function answerFact({answers, starts, outcomes}: AnyOperation): string {
  const form = answers === 'file' ? 'Answers with a file.' : 'Answers with JSON.';
  const each = outcomes ? ' It says of each target how it went.' : '';
  return `${form}${each}${starts === null ? '' : ` An answer with an id has started ${JOB_WORDS[starts]}, which Watch follows.`}`;
}

const PARTS = [
  ['params', 'path'],
  ['query', 'query'],
  ['body', 'body'],
] as const;

function fieldTable(row: AnyOperation): string | null {
  const cells = PARTS.flatMap(([part, where]) =>
    fieldsOf(row[part]).map(field => [code(field.name), where, typeOf(field), leftOut(field), meaningOf(field)]),
  );
  return cells.length === 0 ? null : table(['Field', 'In', 'Type', 'When left out', 'What it is'], cells);
}

/** Kinds that say more than the type does. */
const TELLING: ReadonlySet<FieldKind> = new Set(['phone', 'email', 'language', 'moment']);

const typeOf = ({type, kind}: Field): string => `${cell(type)}${TELLING.has(kind) ? `, ${kind}` : ''}`;

function leftOut({required, fallback, usual}: Field): string {
  if (fallback !== undefined) return `${code(String(fallback))} is sent`;
  if (required) return '**required**';
  return usual === undefined ? 'not sent' : `not sent: the tenant takes ${cell(usual)}`;
}

function meaningOf({help, words, future, endings, mostBytes, personal}: Field): string {
  return [
    help,
    ...(words ? [`one of ${words.map(code).join(', ')}`] : []),
    ...(future ? ['in the future'] : []),
    ...(endings ? [`ends in ${endings.map(code).join(' or ')}`] : []),
    ...(mostBytes === undefined ? [] : [`at most ${mostBytes} bytes`]),
    ...(personal ? ['*personal*'] : []),
  ]
    .map((part, index) => (index === 0 ? cell(part) : part))
    .join('; ');
}
