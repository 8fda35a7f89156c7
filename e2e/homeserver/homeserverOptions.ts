/** A duration as Synapse writes it: `15s`, `5m`, or milliseconds. */
export type Duration = string | number;

export interface RateLimit {
  readonly per_second: number;
  readonly burst_count: number;
}

export interface HomeserverOptions {
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
  readonly loginLimits?:
    true | { readonly address?: RateLimit; readonly account?: RateLimit; readonly failed_attempts?: RateLimit };
  /** Synapse's own limits of everything else. */
  readonly realLimits?: boolean;
  readonly presence?: boolean;
  /** Merged over the finished configuration, for what has no option here. */
  readonly extra?: Readonly<Record<string, unknown>>;
}
