import { z } from 'zod';
import { Failure } from '../../../core/errors.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../http/http.ts';
import { isSecure } from '../../http/serverName.ts';
import { errorOfAnswer, networkTrouble } from '../../http/toError.ts';

const feature = 'org.matrix.msc4108';
const pollMs = 1_000;
/** A code carries two bytes of length; a sensible address is far shorter. */
const address = z
  .string()
  .max(1024)
  .refine((text) => URL.canParse(text) && isSecure(new URL(text)));
const createdShape = z.object({ url: address });
const versionsShape = z.object({ unstable_features: z.record(z.string(), z.unknown()) });

export interface RendezvousParts {
  readonly http: Http;
  readonly monotonic: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Does the homeserver have rendezvous sessions? No answer is no. */
export async function offersRendezvous(http: Http, baseUrl: string, signal?: AbortSignal): Promise<boolean> {
  try {
    const answer = await http.send({
      method: 'GET',
      url: `${baseUrl}/_matrix/client/versions`,
      limitMs: 10_000,
      follow: true,
      ...(signal && { signal }),
    });
    return answer.status === 200 && versionsShape.safeParse(answer.json).data?.unstable_features[feature] === true;
  } catch {
    return false;
  }
}

/** A place on the server where two devices leave each other one text at a time (MSC4108); the server can read and forge it. */
export class Rendezvous {
  readonly url: string;
  private etag: string;
  private readonly parts: RendezvousParts;
  /** Monotonic milliseconds after which the other device is no longer waited for. */
  private readonly until: number;

  private constructor(parts: RendezvousParts, url: string, etag: string, until: number) {
    this.parts = parts;
    this.url = url;
    this.etag = etag;
    this.until = until;
  }

  static async create(parts: RendezvousParts, baseUrl: string, limitMs: number, signal: AbortSignal): Promise<Rendezvous> {
    // Twice does no harm: a session that nobody uses runs out by itself.
    const answer = await parts.http.send({
      method: 'POST',
      url: `${baseUrl}/_matrix/client/unstable/${feature}/rendezvous`,
      text: '',
      follow: true,
      repeatable: true,
      signal,
    });
    if (answer.status === 404) throw new Failure({ code: 'methodUnsupported' });
    const url = createdShape.safeParse(answer.json).data?.url;
    if (answer.status < 200 || answer.status >= 300 || url === undefined || answer.etag === null) throw new Failure(errorOfAnswer(answer));
    return new Rendezvous(parts, url, answer.etag, parts.monotonic() + limitMs);
  }

  /** Puts a text in the place of what is there, which must be what we saw last. */
  async send(text: string, signal: AbortSignal): Promise<void> {
    const answer = await this.parts.http.send({ method: 'PUT', url: this.url, text, ifMatch: this.etag, signal });
    if (answer.status === 404) throw new Failure({ code: 'qrFailed', reason: 'expired' });
    // 412: the other device has spoken out of turn.
    if (answer.status === 412) throw new Failure({ code: 'qrFailed', reason: 'unexpected' });
    if (answer.status < 200 || answer.status >= 300 || answer.etag === null) throw new Failure(errorOfAnswer(answer));
    this.etag = answer.etag;
  }

  /** Waits for the next text of the other device, `limitMs` at most. */
  async receive(signal: AbortSignal, limitMs = Infinity): Promise<string> {
    const { monotonic, pause } = this.parts;
    const until = Math.min(this.until, monotonic() + limitMs);
    for (;;) {
      if (monotonic() >= until) throw new Failure({ code: 'qrFailed', reason: 'expired' });
      const answer = await this.ask({ method: 'GET', url: this.url, ifNoneMatch: this.etag, limitMs: 10_000, signal });
      if (signal.aborted) throw new Failure({ code: 'cancelled' });
      if (answer?.status === 404) throw new Failure({ code: 'qrFailed', reason: 'expired' });
      if (answer?.status === 200 && answer.etag !== null && answer.etag !== this.etag) {
        this.etag = answer.etag;
        return answer.text;
      }
      await pause(pollMs, signal);
      if (signal.aborted) throw new Failure({ code: 'cancelled' });
    }
  }

  /** The session is over. Whether the server hears it does not matter: the session also ends by itself. */
  async close(): Promise<void> {
    await this.ask({ method: 'DELETE', url: this.url, limitMs: 5_000, repeatable: true });
  }

  /** Null: no answer; it is asked again. */
  private async ask(request: HttpRequest): Promise<HttpAnswer | null> {
    try {
      return await this.parts.http.send(request);
    } catch (cause) {
      if (networkTrouble(cause) === null) throw cause;
      return null;
    }
  }
}
