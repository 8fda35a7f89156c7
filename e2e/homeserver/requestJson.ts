export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  // The shape belongs to the endpoint; tests state what they expect of it.
  // oxlint-disable-next-line no-explicit-any
  readonly body: any;
}

export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const TIME_LIMIT_MS = 20_000;

/** One request, its answer whatever the status. A body that is not JSON is answered as text. */
export async function requestJson({ method, url, token, body, headers }: JsonRequest): Promise<JsonAnswer> {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  const overdue = (cause: unknown): never => {
    if (!signal.aborted) throw cause;
    throw new Error(`waited ${TIME_LIMIT_MS} ms for the answer to ${method} ${new URL(url).pathname}`, { cause });
  };
  const response = await fetch(url, {
    method,
    signal,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(overdue);
  const text = await response.text().catch(overdue);
  return { status: response.status, headers: response.headers, body: parse(text) };
}

/** As `requestJson`, but anything but a 2xx is an error that names the endpoint and the server's answer. */
export async function requestOk(request: JsonRequest): Promise<JsonAnswer['body']> {
  const { status, body } = await requestJson(request);
  if (status < 200 || status > 299) {
    const { errcode, error } = typeof body === 'object' && body !== null ? body : {};
    throw new Error(`${request.method} ${new URL(request.url).pathname}: ${status} ${errcode ?? ''} ${error ?? ''}`);
  }
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
