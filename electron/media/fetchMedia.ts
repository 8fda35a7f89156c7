import type { FoundMedia } from '../../core/features/media/mainCalls.ts';
import type { AccessToken } from '../../core/ids.ts';
import { judgeAnswer } from '../../core/session/judgeAnswer.ts';
import type { Epoch } from '../../core/session/states.ts';
import type { FetchLike } from '../http/http.ts';
import { retryAfterMs } from '../http/retryAfter.ts';
import type { Credentials } from '../session/credentials.ts';
import type { MainGate } from '../session/mainGate.ts';
import type { Send } from '../session/sessionRunner.ts';
import { MediaFailure } from './mediaFailure.ts';
import { openToken } from './openToken.ts';

export interface FetchMediaParts {
  readonly fetch: FetchLike;
  readonly credentials: Pick<Credentials, 'account' | 'epoch'>;
  readonly gate: Pick<MainGate, 'listen'>;
  readonly send: Send;
  readonly wallClock: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A file on its way from the homeserver. */
export interface Arriving {
  /** Null: the server does not say. */
  readonly bytes: number | null;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Longer between two bytes, and it is asked for again. */
const silenceMs = 60_000;
const longestWaitMs = 60_000;
const mostAsks = 4;
const mostErrorBytes = 64 * 1024;

/**
 * Asks the account's homeserver, and nobody else, for a file, with the token in force. What ends the session is told to its machine, and the
 * request waits with all others until it goes on.
 */
export async function fetchMedia(parts: FetchMediaParts, found: FoundMedia, signal: AbortSignal): Promise<Arriving> {
  let rejected: Epoch | null = null;
  for (let asks = 0; asks < mostAsks; asks++) {
    const { accessToken, epoch } = await openToken(parts.gate, signal);
    // The server says that the session lives, so the answer was about something else.
    if (epoch === rejected) throw new MediaFailure('gone');
    const answer = await ask(parts, found, accessToken, signal);
    if (answer.is === 'arriving') return answer.arriving;
    if (answer.is === 'wait') {
      await parts.pause(answer.ms, signal);
      continue;
    }
    const verdict = judgeAnswer(answer);
    if (verdict.is === 'alive' || verdict.is === 'noAnswer') throw new MediaFailure(answer.status >= 500 ? 'offline' : 'gone');
    if (epoch === parts.credentials.epoch) parts.send({ type: 'tokenJudged', epoch, verdict, now: parts.wallClock() });
    rejected = epoch;
  }
  throw new MediaFailure('offline');
}

type Answered =
  | { readonly is: 'arriving'; readonly arriving: Arriving }
  | { readonly is: 'wait'; readonly ms: number }
  | { readonly is: 'refused'; readonly status: number; readonly body: unknown };

async function ask(
  { fetch, credentials, wallClock }: FetchMediaParts,
  found: FoundMedia,
  token: AccessToken,
  signal: AbortSignal,
): Promise<Answered> {
  const { account } = credentials;
  if (!account) throw new MediaFailure('offline');
  const silence = new Silence(signal);
  const response = await fetch(`${account.homeserver}/_matrix/client/v1/media/${pathOf(found)}`, {
    method: 'GET',
    headers: { authorization: `Bearer ${token}` },
    credentials: 'omit',
    cache: 'no-store',
    // CS "GET /download": without `allow_redirect` there is none.
    redirect: 'error',
    signal: silence.signal,
  });
  if (response.status === 200 && response.body) {
    const length = Number(response.headers.get('content-length') ?? NaN);
    const isPlain = (response.headers.get('content-encoding') ?? 'identity') === 'identity';
    return {
      is: 'arriving',
      arriving: { bytes: isPlain && Number.isSafeInteger(length) ? length : null, body: silence.within(response.body) },
    };
  }
  const text = await shortText(silence.within(response.body));
  if (response.status === 429) {
    const ms = retryAfterMs(response.headers.get('retry-after'), parsedJson(text), wallClock());
    return { is: 'wait', ms: Math.min(longestWaitMs, ms) };
  }
  return { is: 'refused', status: response.status, body: parsedJson(text) };
}

function pathOf({ source: { server, mediaId }, made }: FoundMedia): string {
  const place = `${encodeURIComponent(server)}/${encodeURIComponent(mediaId)}`;
  switch (made) {
    case 'asItIs':
      return `download/${place}`;
    case 'face':
      return `thumbnail/${place}?width=96&height=96&method=crop&animated=false`;
    case 'preview':
      return `thumbnail/${place}?width=800&height=600&method=scale&animated=false`;
  }
}

/** A server that has stopped talking without hanging up. */
class Silence {
  private readonly own = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  readonly signal: AbortSignal;

  constructor(outer: AbortSignal) {
    this.signal = AbortSignal.any([outer, this.own.signal]);
    this.begin();
  }

  async *within(body: ReadableStream<Uint8Array> | null): AsyncIterable<Uint8Array> {
    try {
      for await (const bytes of (body ?? []) as AsyncIterable<Uint8Array>) {
        clearTimeout(this.timer);
        yield bytes;
        this.begin();
      }
    } finally {
      clearTimeout(this.timer);
    }
  }

  private begin(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.own.abort(new Error('the server fell silent')), silenceMs).unref();
  }
}

async function shortText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    if ((length += chunk.length) > mostErrorBytes) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
