import type {EndpointOverride} from './build-request.js';

/** Where and as whom the client speaks. */
export type TenantAccess = {
  /** API root without a trailing slash, `/apps/api/v1` included. */
  readonly baseUrl: string;
  /** User name of HTTP Basic. */
  readonly subdomain: string;
  /** Password of HTTP Basic; asked for at the first request, and again when that failed or the token was `refused`. */
  readonly token: (refused?: string) => Promise<string>;
  /** Methods and paths of this tenant that differ from the operations' rows. */
  readonly endpoints: ReadonlyMap<string, EndpointOverride>;
  /** Refuses every operation that is not a read, before it is handed to the network; looked at for each request. */
  readonly readOnly: boolean;
};
