type Body = {
  readonly body: string | null;
  readonly parts: readonly ({readonly name: string} & ({readonly value: string} | {readonly file: string}))[] | null;
};

/** The body of a request as one line for people and the audit log: JSON, or what its parts are; null for none. */
export function bodyWords({body, parts}: Body): string | null {
  if (!parts) return body;
  return `multipart: ${parts.map(part => `${part.name}=${'file' in part ? `@${part.file}` : part.value}`).join(', ')}`;
}

/** The whole request as people read it. */
export function requestWords(request: Body & {readonly method: string; readonly path: string}): string {
  const body = bodyWords(request);
  return `${request.method} ${request.path}${body ? ` ${body}` : ''}`;
}
