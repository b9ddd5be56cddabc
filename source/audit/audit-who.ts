import type {AuditWho} from './audit-record.js';

/** Names the actor. `environment` tells the SSH origin: the client's address, from SSH_CONNECTION or SSH_CLIENT. */
export function auditWho(source: {
  readonly user: string;
  readonly process: Pick<AuditWho, 'pid' | 'host' | 'started'>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): AuditWho {
  const connection = source.environment['SSH_CONNECTION'] || source.environment['SSH_CLIENT'];
  return {user: source.user, ssh: connection?.trim().split(/\s+/)[0] || null, ...source.process};
}
