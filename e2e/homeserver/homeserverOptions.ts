import type { AuthorizationServer } from '../authorizationServer/startAuthorizationServer.ts';

/** A duration as Synapse writes it: `15s`, `5m`, or milliseconds. */
type Duration = string | number;

export interface RateLimit {
  readonly per_second: number;
  readonly burst_count: number;
}

/** One button of Synapse's own single sign-on. */
interface SsoProvider {
  /** Synapse puts `oidc-` before it. */
  readonly id: string;
  readonly name: string;
  /** `apple`, `github`, `google`, …: https://spec.matrix.org/v1.18/client-server-api/#definition-mloginsso-flow-schema */
  readonly brand?: string;
  /** An `mxc://` address. */
  readonly icon?: string;
}

export interface SsoOptions {
  readonly by: AuthorizationServer;
  /** Default: one, `{ id: 'house', name: 'House account' }`. */
  readonly providers?: readonly SsoProvider[];
  /** Synapse asks "Continue to your account?" before it sends people back. Default: it does not. */
  readonly confirmPage?: boolean;
  /** Passwords work, too. Default true. */
  readonly passwords?: boolean;
}

export interface HomeserverOptions {
  /** Signing in is this server's business: Synapse's `matrix_authentication_service`. No lifetimes may be given then. */
  readonly delegated?: AuthorizationServer;
  /** Synapse's own single sign-on, with accounts of this server; theirs and Synapse's of one name are one account. */
  readonly sso?: SsoOptions;
  /** Default `localhost:PORT`: resolvable, and its colon tries every place that splits user IDs. */
  readonly serverName?: string;
  /** Where clients are told to go, in `.well-known` and login answers; null for neither. Default: the server itself. */
  readonly publicBaseUrl?: string | null;
  /** Lifetime of tokens of sessions that signed in without `refresh_token: true`. */
  readonly nonrefreshableAccessTokenLifetime?: Duration;
  /** Lifetime of tokens that can be refreshed; null, the default here, switches refresh tokens off. Synapse's default is 5 minutes. */
  readonly refreshableAccessTokenLifetime?: Duration | null;
  readonly refreshTokenLifetime?: Duration;
  readonly sessionLifetime?: Duration;
  /** Synapse's own limits of signing in (`true`), or these; without it they never bite. */
  readonly loginLimits?: true | { readonly address?: RateLimit; readonly account?: RateLimit; readonly failed_attempts?: RateLimit };
  /** Synapse's own limits of everything else. */
  readonly realLimits?: boolean;
  readonly presence?: boolean;
  /** Merged over the finished configuration, for what has no option here. */
  readonly extra?: Readonly<Record<string, unknown>>;
}
