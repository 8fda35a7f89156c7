/** What the suite's process and the server's process tell each other. */

export type Endpoint =
  | 'metadata'
  | 'registration'
  | 'authorization'
  | 'interaction'
  | 'token'
  | 'introspection'
  | 'revocation'
  | 'deviceAuthorization'
  | 'deviceApproval'
  | 'account'
  | 'userinfo'
  | 'keys'
  | 'other';

/**
 * `rotate`: a new refresh token each time, the old one good until its successor is used (as MAS).
 * `strict`: a replayed refresh token ends the session at once. `keep`: always the same one.
 * `omit`: the same one, and answers do not repeat it. `none`: none is ever issued.
 */
export type RefreshTokens = 'rotate' | 'strict' | 'keep' | 'omit' | 'none';

export interface Settings {
  /** The name that the sign-in page offers; the localpart. */
  readonly signsInAs: string;
  /** The person presses "Cancel", whatever the browser presses. */
  readonly deniesConsent: boolean;
  /** The lifetime of tokens issued from now on. MAS's own is 300 s. */
  readonly accessTokenLifetimeS: number;
  readonly refreshTokens: RefreshTokens;
  readonly deviceCodeLifetimeS: number;
  /** How long a client waits between two questions for its device code. */
  readonly deviceIntervalS: number;
  /** MAS answers an undecided device code with 403, the RFC says 400. */
  readonly deviceCodeErrorStatus: 400 | 403;
  /** False: as long as MAS has not come to its job of removing the devices of sessions that have ended. */
  readonly removesDevices: boolean;
  /** Laid over the server's metadata; null takes a field away. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

export const defaultSettings: Settings = {
  signsInAs: 'alice',
  deniesConsent: false,
  accessTokenLifetimeS: 300,
  refreshTokens: 'rotate',
  deviceCodeLifetimeS: 1200,
  deviceIntervalS: 1,
  deviceCodeErrorStatus: 403,
  removesDevices: true,
  metadata: {},
};

/** `cut`: the connection ends without an answer. `loseAnswer`: the work is done, its answer lost. `hang`: no answer, ever. */
export type Fault =
  'cut' | 'hang' | 'loseAnswer' | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> };

export interface RequestFilter {
  readonly endpoint?: Endpoint;
  /** Only for requests to the token endpoint: the grant that they ask for. */
  readonly grantType?: string;
}

export interface FaultRule extends RequestFilter {
  readonly fault: Fault;
  /** How many requests it meets; without it, all. */
  readonly times?: number;
}

export interface RecordedCall {
  readonly order: number;
  readonly endpoint: Endpoint;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The form or the JSON object that was sent. It may hold secrets: assert on it, never print it. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly hasAuthorization: boolean;
  readonly userAgent: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Null while it is not answered, and where it never was. */
  status: number | null;
}

/** What lets one session of one person in: an OAuth grant for one device. */
export interface OAuthSession {
  readonly localpart: string;
  readonly deviceId: string;
  readonly clientId: string;
}

export interface ServerConfig {
  readonly port: number;
  /** What Synapse and this server show each other. */
  readonly secret: string;
  /** What the suite shows to the control endpoints. */
  readonly controlSecret: string;
}
