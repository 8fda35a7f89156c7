import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** One request as the proxy received it. Bodies are functions, so that a failed assertion prints no password. */
export interface RecordedRequest {
  /** Counts up from 1 in order of arrival. */
  readonly order: number;
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headerNames: readonly string[];
  /** `token 1` is the first access token that the proxy saw, `token 2` the second …; undefined without one. */
  readonly token: string | undefined;
  /** Milliseconds of `performance.now()`. */
  readonly arrivedAt: number;
  readonly bodyJson: () => any;
  readonly outcome: () => Outcome;
}

export type Outcome =
  | { readonly kind: 'pending' }
  | { readonly kind: 'answered'; readonly status: number; readonly at: number; readonly json: () => any }
  | { readonly kind: 'cut' }
  /** The client went away before the answer. */
  | { readonly kind: 'abandoned' };

/** A request on its way to the server; effects may change it before they forward it. */
export interface Passing {
  readonly record: RecordedRequest;
  readonly target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** What a rule does with a request: answers itself, forwards, both, or cuts the connection. */
export type Effect = (passing: Passing, forward: () => Promise<Answer>) => Promise<Answer | 'cut'>;
