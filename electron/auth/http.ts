/** An answer as it came; `json` is undefined where the body is not JSON. */
export interface HttpAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly retryAfter: string | null;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly limitMs?: number;
  /** Redirects are followed only where nothing secret is sent. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
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

/** HTTP over a fetch without cookies and cache. */
export function httpOver(fetch: FetchLike): Http {
  return {
    send: async (request) => {
      const limit = AbortSignal.timeout(request.limitMs ?? defaultLimitMs);
      try {
        const response = await fetch(request.url, initOf(request, limit));
        const text = await readText(response);
        return { status: response.status, json: parseJson(text), retryAfter: response.headers.get('retry-after'), url: response.url || request.url };
      } catch (cause) {
        // Electron reports a limit like a cancellation.
        if (limit.aborted) throw Object.assign(new Error('no answer in time'), { name: 'TimeoutError' });
        throw cause;
      }
    },
  };
}

function initOf({ method, token, body, follow = false, signal }: HttpRequest, limit: AbortSignal): Init {
  return {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
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
