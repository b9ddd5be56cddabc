type Body = {
  readonly body: string | null;
  readonly parts: readonly ({readonly name: string} & ({readonly value: string} | {readonly file: string}))[] | null;
};

/** What is signed or secret in a body of JSON: shown to nobody, written nowhere. */
const HIDDEN = /("signed_data":")(?:[^"\\]|\\.)*(")/g;

/** The body of JSON as it may be shown and written down; null for none. */
export const shownBody = ({body}: Pick<Body, 'body'>): string | null =>
  body?.replaceAll(HIDDEN, '$1(signed)$2') ?? null;

/** The body of a request as one line for people and the audit log: JSON, or what its parts are; null for none. */
export function bodyWords({body, parts}: Body): string | null {
  if (!parts) return shownBody({body});
  return `multipart: ${parts.map(part => `${part.name}=${'file' in part ? `@${part.file}` : part.value}`).join(', ')}`;
}

/** The whole request as people read it. */
export function requestWords(request: Body & {readonly method: string; readonly path: string}): string {
  const body = bodyWords(request);
  return `${request.method} ${request.path}${body ? ` ${body}` : ''}`;
}
