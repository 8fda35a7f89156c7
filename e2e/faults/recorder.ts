import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { registerSecret } from '../run/secretsUsed.ts';
import type { Answer, Outcome, RecordedRequest } from './exchange.ts';
import { matches, type RequestMatch } from './matching.ts';

interface WaitOptions {
  readonly timeoutMs?: number;
  /** Only requests of a later order count. Default 0: those that came already count too. */
  readonly after?: number;
  /** Wait until the request has been answered, too. */
  readonly answered?: boolean;
}

export interface Recorder {
  readonly record: (incoming: IncomingMessage, body: Buffer) => RecordedRequest;
  readonly finish: (request: RecordedRequest, end: Answer | 'cut' | 'abandoned') => void;
  readonly requests: (match?: RequestMatch) => readonly RecordedRequest[];
  readonly waitForRequest: (match: RequestMatch, options?: WaitOptions) => Promise<RecordedRequest>;
  /** The order of the last request so far, for `after`. */
  readonly mark: () => number;
  /** The name under which the proxy knows this token, such as `token 1`. */
  readonly tokenLabel: (token: string) => string | undefined;
}

/** Keeps in memory what passed the proxy; nothing of it is written to disk but the secrets' register. */
export function recorder(): Recorder {
  const all: RecordedRequest[] = [];
  const outcomes = new Map<number, Outcome>();
  const tokens = new Map<string, string>();
  const watchers = new Set<() => void>();
  const changed = (): void => watchers.forEach((watch) => watch());

  const labelOf = (token: string): string => {
    const hash = fingerprint(token);
    const label = tokens.get(hash) ?? `token ${tokens.size + 1}`;
    tokens.set(hash, label);
    registerSecret(token);
    return label;
  };

  const record = (incoming: IncomingMessage, body: Buffer): RecordedRequest => {
    const url = new URL(incoming.url ?? '/', 'http://proxy');
    const token = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1];
    const order = all.length + 1;
    const request: RecordedRequest = {
      order,
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.search.slice(1),
      headerNames: Object.keys(incoming.headers),
      token: token === undefined ? undefined : labelOf(token),
      arrivedAt: performance.now(),
      bodyJson: () => JSON.parse(body.toString('utf8')),
      outcome: () => outcomes.get(order) ?? { kind: 'pending' },
    };
    registerSecretsOf(parse(body));
    all.push(request);
    changed();
    return request;
  };

  const finish: Recorder['finish'] = (request, end) => {
    if (typeof end === 'string') outcomes.set(request.order, { kind: end });
    else {
      registerSecretsOf(parse(end.body));
      const json = () => JSON.parse(end.body.toString('utf8'));
      outcomes.set(request.order, { kind: 'answered', status: end.status, at: performance.now(), json });
    }
    changed();
  };

  const requests = (match: RequestMatch = {}) => all.filter((request) => matches(match, request));
  const waitForRequest: Recorder['waitForRequest'] = (match, { timeoutMs = 10_000, after = 0, answered = false } = {}) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const isDone = ({ outcome }: RecordedRequest) => !answered || outcome().kind !== 'pending';
        const found = requests(match).find((request) => request.order > after && isDone(request));
        if (found) settle(() => resolve(found));
      };
      const fail = (): void => settle(() => reject(new Error(`no such request within ${timeoutMs} ms; came: ${summary(all, after)}`)));
      const timer = setTimeout(fail, timeoutMs);
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        watchers.delete(look);
        act();
      };
      watchers.add(look);
      look();
    });

  return {
    record,
    finish,
    requests,
    waitForRequest,
    mark: () => all.length,
    tokenLabel: (token) => tokens.get(fingerprint(token)),
  };
}

const fingerprint = (token: string): string => createHash('sha256').update(token).digest('hex');

const summary = (all: readonly RecordedRequest[], after: number): string =>
  all
    .slice(after)
    .map(({ method, path }) => `${method} ${path}`)
    .slice(-20)
    .join(', ');

function parse(body: Buffer): unknown {
  // Only sign-in and its like carry secrets; they are small objects.
  if (body.length === 0 || body.length > 10_000 || body[0] !== 0x7b) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function registerSecretsOf(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  const fields: Record<string, unknown> = { ...body };
  for (const name of ['password', 'new_password', 'access_token', 'refresh_token', 'token']) {
    const value = fields[name];
    if (typeof value === 'string') registerSecret(value);
  }
}
