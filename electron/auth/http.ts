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

export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

const defaultLimitMs = 20_000;
/** No answer of the sign-in calls is longer; a hostile server must not fill our memory. */
const longestBody = 4 * 1024 * 1024;

/** HTTP over a fetch without cookies and cache. */
export function httpOver(fetch: FetchLike): Http {
  return {
    send: async ({ method, url, token, body, limitMs = defaultLimitMs, follow = false, signal }) => {
      const limit = AbortSignal.timeout(limitMs);
      const response = await fetch(url, {
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
      });
      const text = await readText(response);
      return { status: response.status, json: parseJson(text), retryAfter: response.headers.get('retry-after'), url: response.url || url };
    },
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
