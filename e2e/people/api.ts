import { requestJson, requestOk, type JsonAnswer, type JsonRequest } from '../homeserver/requestJson.ts';

/** The client-server API by hand. Paths begin after `/_matrix/client/`, such as `v3/account/whoami`. */
export interface Api {
  readonly get: (path: string) => Promise<any>;
  readonly put: (path: string, body: unknown) => Promise<any>;
  readonly post: (path: string, body: unknown) => Promise<any>;
  readonly delete: (path: string, body?: unknown) => Promise<any>;
  /** The answer whatever its status. */
  readonly raw: (method: JsonRequest['method'], path: string, body?: unknown) => Promise<JsonAnswer>;
}

export function api({ homeserver, token }: { readonly homeserver: string; readonly token?: string }): Api {
  const request = (method: JsonRequest['method'], path: string, body?: unknown): JsonRequest => ({
    method,
    url: `${homeserver}/_matrix/client/${path}`,
    token,
    body,
  });
  return {
    get: (path) => requestOk(request('GET', path)),
    put: (path, body) => requestOk(request('PUT', path, body)),
    post: (path, body) => requestOk(request('POST', path, body)),
    delete: (path, body) => requestOk(request('DELETE', path, body)),
    raw: (method, path, body) => requestJson(request(method, path, body)),
  };
}
