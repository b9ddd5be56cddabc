import type {IncomingMessage, ServerResponse} from 'node:http';
import {pipeline} from 'node:stream';
import type {Answer} from './route.js';

/** Sends an answer; a file goes out as fast as it is taken. Does nothing when the client is gone. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  const {status, headers} = answer;
  const common = {'cache-control': 'no-store', ...headers};
  if ('file' in answer) {
    const {type, name, bytes, open} = answer.file;
    response.writeHead(status, {
      'content-type': type,
      'content-length': bytes,
      'content-disposition': `attachment; filename="${name}"`,
      ...common,
    });
    // A client that goes away in the middle is no fault of ours; the pipeline closes both ends.
    pipeline(open(), response, () => undefined);
  } else if (answer.body === undefined) {
    response.writeHead(status, common);
    response.end();
  } else {
    const text = Buffer.from(JSON.stringify(answer.body), 'utf8');
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': text.length,
      ...common,
    });
    response.end(text);
  }
  // An unread body would keep the connection from being used again.
  request.resume();
}
