import { judgeAnswer } from '../../core/session/judgeAnswer.ts';
import type { TokenVerdict } from '../../core/session/events.ts';
import type { Epoch } from '../../core/session/states.ts';
import { fittingAnswer } from './fittingAnswer.ts';
import type { Gate } from './gate.ts';

export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

/** A request has hung after this long; time behind the gate does not count. */
const answerWithinMs = 60_000;
/** A long poll is answered when its own time is over; later than this, the connection is dead (a computer that slept). */
const pollGraceMs = 15_000;
/** Where the server is to answer at once, it has begun to by then; how long the rest takes is the network's. */
const firstByteWithinMs = 30_000;
/** So often a request may meet the end of a session (it ends, is found locked, ends again) before it is taken for the trouble itself. */
const maxRejections = 3;

interface Answer {
  readonly response: Response;
  /** Where it really came from; empty if the browser does not say. */
  readonly url: string;
  /** It can be a success of the endpoint that was asked. */
  readonly fits: boolean;
}

/**
 * The SDK's `fetch`: puts the current token on requests to the homeserver and judges what comes back, so that the SDK never sees a dead
 * token.
 */
export class GatedFetch {
  /** The epoch whose token fetched the newest sync answer. */
  syncedEpoch: Epoch = 0;
  private readonly polls = new Set<{ readonly epoch: Epoch; readonly restart: () => void }>();
  private readonly home: string;
  private readonly gate: Gate;
  private readonly realFetch: Fetch;

  constructor(homeserver: string, gate: Gate, realFetch: Fetch) {
    this.home = new URL(homeserver).origin;
    this.gate = gate;
    this.realFetch = realFetch;
    // A poll that still hangs on an older token would keep a new session from being live for half a minute.
    gate.listen(() => {
      if (!gate.isOpen) return;
      for (const poll of [...this.polls]) if (poll.epoch !== gate.epoch) poll.restart();
    });
  }

  readonly fetch = async (resource: URL | string, options: RequestInit = {}): Promise<Response> => {
    const url = new URL(resource);
    const headers = new Headers(options.headers);
    const init: RequestInit = { ...options, headers, cache: 'no-store', credentials: 'omit' };
    if (url.origin !== this.home || !headers.has('Authorization')) {
      if (url.origin !== this.home) headers.delete('Authorization');
      return this.realFetch(url, init);
    }
    return this.authed(url, init, headers);
  };

  private async authed(url: URL, init: RequestInit, headers: Headers): Promise<Response> {
    const isSync = url.pathname.endsWith('/sync');
    // Who types now is nobody's concern once the session lives again, and would stand in the way of the sync.
    const isFleeting = url.pathname.includes('/typing/');
    let rejections = 0;
    for (let first = true; ; first = false) {
      const wasHeld = !this.gate.isOpen;
      if (wasHeld && isFleeting) return instead('The session is paused');
      const { credentials } = await this.gate.pass(init.signal);
      headers.set('Authorization', `Bearer ${credentials.accessToken}`);
      // After a pause the server is to answer at once, not when something happens.
      if (isSync && (wasHeld || !first)) url.searchParams.set('timeout', '0');
      const answer = await this.attempt(url, init, credentials.epoch, isSync);
      if (answer === 'again') continue;
      const { response } = answer;
      const verdict = await this.verdict(answer);
      // A hotel's welcome page: the SDK would take room keys for sent that nobody has got, or begin its sync anew.
      if (response.ok && !answer.fits) return instead('Something else answered in the place of the server');
      if (!verdict) {
        if (isSync && response.ok) this.syncedEpoch = credentials.epoch;
        return (await namesDeadToken(response)) ? falseAlarm() : response;
      }
      // An answer about a token that is no longer the current one says nothing (A12).
      if (credentials.epoch !== this.gate.epoch) continue;
      this.gate.judged(credentials.epoch, verdict, url.pathname);
      if (isFleeting) return instead('The session is paused');
      const opening = await this.gate.pass(init.signal);
      if (!opening.retry && opening.credentials.epoch === credentials.epoch) return falseAlarm();
      // Another server's words, passed on, would shut people out anew each time that the session is found alive.
      if (++rejections === maxRejections) return falseAlarm();
    }
  }

  /** One go over the network; 'again': it was restarted because the token changed under it. */
  private async attempt(url: URL, init: RequestInit, epoch: Epoch, isSync: boolean): Promise<Answer | 'again'> {
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    init.signal?.addEventListener('abort', stop);
    if (init.signal?.aborted) stop();
    let restarted = false;
    const poll = {
      epoch,
      restart: () => {
        restarted = true;
        stop();
      },
    };
    if (isSync) this.polls.add(poll);
    const { whole: limit, firstByte } = isSync ? pollLimit(url) : { whole: answerWithinMs, firstByte: null };
    const timer = limit === null ? undefined : setTimeout(stop, limit);
    const firstTimer = firstByte === null ? undefined : setTimeout(stop, firstByte);
    try {
      const response = await this.realFetch(url, { ...init, signal: controller.signal });
      clearTimeout(firstTimer);
      return await whole(response, url.pathname, init.method ?? 'GET');
    } catch (cause) {
      if (restarted && !init.signal?.aborted) return 'again';
      throw cause;
    } finally {
      clearTimeout(timer);
      clearTimeout(firstTimer);
      this.polls.delete(poll);
      init.signal?.removeEventListener('abort', stop);
    }
  }

  /** What the answer says about the token, where it says that the session is not alive; null: the answer is the SDK's. */
  private async verdict({ response, url }: Answer): Promise<TokenVerdict | null> {
    if (response.status !== 401) return null;
    // Redirected elsewhere: another server's word about our token counts for nothing.
    if (url !== '' && new URL(url).origin !== this.home) return null;
    const verdict = judgeAnswer({ status: response.status, body: await jsonBody(response.clone()) });
    return verdict.is === 'soft' || verdict.is === 'hard' || verdict.is === 'locked' ? verdict : null;
  }
}

/** With its body read, so that a connection that dies half way is one that gave no answer. */
async function whole(response: Response, pathname: string, method: string): Promise<Answer> {
  const { status, statusText, headers, url } = response;
  const body = await response.arrayBuffer();
  return {
    url,
    fits: fittingAnswer(pathname, method, body),
    response: new Response(body.byteLength > 0 ? body : null, { status, statusText, headers }),
  };
}

interface Limits {
  readonly whole: number | null;
  readonly firstByte: number | null;
}

/** Null: as long as it takes (a first sync). One that catches up, as after a pause, can be long, but not hang (L-18). */
function pollLimit(url: URL): Limits {
  const timeout = Number(url.searchParams.get('timeout'));
  if (!url.searchParams.has('since')) return { whole: null, firstByte: null };
  return timeout > 0 ? { whole: timeout + pollGraceMs, firstByte: null } : { whole: null, firstByte: firstByteWithinMs };
}

/** The SDK stops syncing for good at this error code, whatever the status and whoever said it; what is not judged must not reach it. */
async function namesDeadToken(response: Response): Promise<boolean> {
  if (response.ok) return false;
  const body = await jsonBody(response.clone());
  return typeof body === 'object' && body !== null && 'errcode' in body && body.errcode === 'M_UNKNOWN_TOKEN';
}

async function jsonBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** The session turned out to be alive. */
function falseAlarm(): Response {
  return instead('The server contradicted itself about this session');
}

/** A plain failure, after which the SDK tries again in its own time. */
function instead(error: string): Response {
  const body = JSON.stringify({ errcode: 'M_UNKNOWN', error });
  return new Response(body, { status: 503, headers: { 'Content-Type': 'application/json' } });
}
