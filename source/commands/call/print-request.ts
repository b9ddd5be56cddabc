import type {BuiltRequest} from '../../api/build-request.js';
import {jsonLine, printable} from '../../lib/json-line.js';
import type {CommandIo} from '../command-io.js';

/** A request as `--dry-run` shows it: everything but the credentials. */
export function printRequest(request: BuiltRequest, baseUrl: string, isJson: boolean, {stdout}: CommandIo): void {
  const {operation, method, path, body, parts} = request;
  const url = `${baseUrl}${path}`;
  const parsed = body === null ? null : (JSON.parse(body) as unknown);
  if (isJson) {
    stdout.write(jsonLine({operation, method, url, body: parsed, parts}));
    return;
  }
  const lines = [
    `${method} ${url}`,
    ...(parsed === null ? [] : ['content-type: application/json', '', JSON.stringify(parsed, null, 2)]),
    ...(parts === null
      ? []
      : [
          'content-type: multipart/form-data',
          '',
          ...parts.map(part => `${part.name}=${'file' in part ? `@${part.file}` : part.value}`),
        ]),
  ];
  stdout.write(`${printable(lines.join('\n'))}\n`);
}
