import type { OutgoingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Effect } from './exchange.ts';

export interface AnswerSpec {
  readonly status: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly text?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** False leaves out the headers that let a page of another origin read the answer. */
  readonly cors?: boolean;
}

/** Answers without asking the server. */
export const answer =
  (spec: AnswerSpec): Effect =>
  async () =>
    makeAnswer(spec);

/** A Matrix error, as the server would write it. */
export const matrixError = (status: number, errcode: string, more: Record<string, unknown> = {}): Effect =>
  answer({ status, json: { errcode, error: 'Made by the test', ...more } });

export const softLogout = (): Effect => matrixError(401, 'M_UNKNOWN_TOKEN', { soft_logout: true });
export const hardLogout = (): Effect => matrixError(401, 'M_UNKNOWN_TOKEN', { soft_logout: false });

/** Passes the request on and changes the JSON that comes back; what `change` answers is sent. */
export const rewriteJson =
  (change: (body: any, status: number) => unknown): Effect =>
  async (_, forward) => {
    const real = await forward();
    const body = Buffer.from(JSON.stringify(change(JSON.parse(real.body.toString('utf8')), real.status)));
    return { ...real, body };
  };

export const rewrite =
  (change: (real: Answer) => Answer): Effect =>
  async (_, forward) =>
    change(await forward());

export const stripRequestHeaders =
  (...names: readonly string[]): Effect =>
  async (passing, forward) => {
    const gone = new Set(names.map((name) => name.toLowerCase()));
    passing.headers = Object.fromEntries(Object.entries(passing.headers).filter(([name]) => !gone.has(name)));
    return forward();
  };

/** Waits, then does `then`, by default passes the request on. */
export const delay =
  (ms: number, then: Effect = pass): Effect =>
  async (passing, forward) => {
    await sleep(ms);
    return then(passing, forward);
  };

export const pass: Effect = (_, forward) => forward();

/** Cuts the connection; `afterServer` only once the server has done its work, so that just the answer is lost. */
export const cut =
  ({ afterServer = false } = {}): Effect =>
  async (_, forward) => {
    if (afterServer) await forward();
    return 'cut';
  };

/** Sends the client to the same path on another origin. */
export const redirect =
  (origin: string, status: 301 | 302 | 307 | 308 = 307): Effect =>
  async ({ record }) =>
    makeAnswer({
      status,
      headers: { location: `${origin}${record.path}${record.query === '' ? '' : `?${record.query}`}` },
    });

export interface Hold {
  readonly effect: Effect;
  /** Lets go of every request that is held, and of later ones at once; by default they are passed on. */
  readonly release: (then?: Effect) => void;
}

/** Keeps requests until released; `afterServer` keeps the server's answer instead. */
export function hold({ afterServer = false } = {}): Hold {
  let release: (then: Effect) => void = () => undefined;
  const released = new Promise<Effect>((resolve) => (release = resolve));
  const effect: Effect = async (passing, forward) => {
    if (!afterServer) return (await released)(passing, forward);
    const real = await forward();
    return (await released)(passing, async () => real);
  };
  return { effect, release: (then = pass) => release(then) };
}

// The same as Synapse's own.
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE, OPTIONS',
  'access-control-allow-headers': 'X-Requested-With, Content-Type, Authorization, Date',
};

function makeAnswer({ status, json, html, text, headers, cors = true }: AnswerSpec): Answer {
  const [type, content] =
    json !== undefined
      ? ['application/json', JSON.stringify(json)]
      : html !== undefined
        ? ['text/html; charset=utf-8', html]
        : ['text/plain; charset=utf-8', text ?? ''];
  return { status, headers: { 'content-type': type, ...(cors && CORS), ...headers }, body: Buffer.from(content) };
}
