import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';

/**
 * Begins a request: Electron's network in the app, Node's in the tests. The two agree in what is used of them here. Redirects are not
 * followed.
 */
export type Ask = (options: RequestOptions, onResponse: (response: IncomingMessage) => void) => ClientRequest;
