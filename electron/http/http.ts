/** An answer as it came; `json` is undefined where the body is not JSON. */
export interface HttpAnswer {
  readonly status: number;
  readonly json: unknown;
  /** The body; empty where there is none. */
  readonly text: string;
  /** Names this version of what was asked for (RFC 9110, 8.8.3). */
  readonly etag: string | null;
  readonly retryAfter: string | null;
  /** How long the answer may be kept (RFC 9111); null: it does not say. */
  readonly cacheControl: string | null;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly token?: string;
  readonly body?: unknown;
  /** Sent as `application/x-www-form-urlencoded`, instead of a JSON body. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as `text/plain`, instead of a JSON body. */
  readonly text?: string;
  /** An ETag: only if that is still the newest version. */
  readonly ifMatch?: string;
  /** An ETag: only a version that is another one. */
  readonly ifNoneMatch?: string;
  readonly limitMs?: number;
  /** Redirects are followed only where nothing secret is sent. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
  /** It does no harm if the server gets this POST twice; any other goes out over a connection of its own. */
  readonly repeatable?: boolean;
}

/** Rejects only where there was no answer; `toError` reads the cause. */
export interface Http {
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>;
}

/** Node's types leave `cache` out. */
type Init = RequestInit & { readonly cache: 'no-store' };
export type FetchLike = (url: string, init: Init) => Promise<Response>;

const defaultLimitMs = 20_000;
/** No answer of the sign-in calls is longer; a hostile server must not fill our memory. */
const longestBody = 4 * 1024 * 1024;

/** Does its work with a fetch whose connections carried nothing yet. */
export type OnFreshConnection = <T>(work: (fetch: FetchLike) => Promise<T>) => Promise<T>;

/** HTTP over a fetch without cookies and cache. */
export function httpOver(fetch: FetchLike, onFreshConnection: OnFreshConnection = (work) => work(fetch)): Http {
  return {
    send: async (request) => {
      const limit = AbortSignal.timeout(request.limitMs ?? defaultLimitMs);
      try {
        const isOnce = request.method !== 'GET' && request.repeatable !== true;
        return await (isOnce ? onFreshConnection((fresh) => exchange(fresh, request, limit)) : exchange(fetch, request, limit));
      } catch (cause) {
        // Electron reports a limit like a cancellation.
        if (limit.aborted) throw Object.assign(new Error('no answer in time'), { name: 'TimeoutError' });
        throw cause;
      }
    },
  };
}

async function exchange(fetch: FetchLike, request: HttpRequest, limit: AbortSignal): Promise<HttpAnswer> {
  return httpAnswerOf(await fetch(request.url, initOf(request, limit)), request.url);
}

export async function httpAnswerOf(response: Response, asked: string): Promise<HttpAnswer> {
  const text = await readText(response);
  const { status, headers } = response;
  return {
    status,
    json: parseJson(text),
    text,
    etag: headers.get('etag'),
    retryAfter: headers.get('retry-after'),
    cacheControl: headers.get('cache-control'),
    url: response.url || asked,
  };
}

function initOf(request: HttpRequest, limit: AbortSignal): Init {
  const { method, token, body, form, text, ifMatch, ifNoneMatch, follow = false, signal } = request;
  return {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(text !== undefined && { 'content-type': 'text/plain' }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      ...(ifNoneMatch !== undefined && { 'if-none-match': ifNoneMatch }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(text !== undefined && { body: text }),
    ...(form && { body: new URLSearchParams(form).toString() }),
    credentials: 'omit',
    cache: 'no-store',
    redirect: follow ? 'follow' : 'error',
    signal: signal ? AbortSignal.any([limit, signal]) : limit,
  };
}

async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > longestBody) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
