import { Failure } from '../../../core/errors.ts';
import type { Http } from '../../http/http.ts';
import { errorOfAnswer } from '../../http/toError.ts';
import { readMetadata } from './metadata.ts';
import type { AuthMetadata } from './metadata.ts';

export type FoundMetadata =
  | { readonly is: 'found'; readonly metadata: AuthMetadata }
  /** The server has no OAuth API (H9). */
  | { readonly is: 'absent' }
  /** It has, but says what cannot be used (I1). */
  | { readonly is: 'unusable' };

const longestMs = 24 * 60 * 60 * 1000;

/** `GET /auth_metadata` of homeservers, kept as long as their answers allow (I1). */
export class MetadataCache {
  private readonly kept = new Map<string, { readonly metadata: AuthMetadata; readonly until: number }>();
  private readonly http: Http;
  private readonly monotonic: () => number;

  constructor(http: Http, monotonic: () => number) {
    this.http = http;
    this.monotonic = monotonic;
  }

  /** `baseUrl` without a trailing slash. Rejects with a `Failure` or a network error. */
  async of(baseUrl: string, signal?: AbortSignal): Promise<FoundMetadata> {
    const kept = this.kept.get(baseUrl);
    if (kept && kept.until > this.monotonic()) return { is: 'found', metadata: kept.metadata };
    this.kept.delete(baseUrl);
    const url = `${baseUrl}/_matrix/client/v1/auth_metadata`;
    const answer = await this.http.send({ method: 'GET', url, follow: true, limitMs: 10_000, ...(signal && { signal }) });
    if (answer.status === 404) return { is: 'absent' };
    if (answer.status !== 200) throw new Failure(errorOfAnswer(answer));
    const metadata = readMetadata(answer.json);
    if (!metadata) return { is: 'unusable' };
    const ageMs = freshFor(answer.cacheControl);
    if (ageMs > 0) this.kept.set(baseUrl, { metadata, until: this.monotonic() + ageMs });
    return { is: 'found', metadata };
  }

  forget(baseUrl: string): void {
    this.kept.delete(baseUrl);
  }
}

/** Milliseconds; an answer that says nothing is not kept. */
function freshFor(cacheControl: string | null): number {
  const directives = (cacheControl ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim());
  if (directives.includes('no-store') || directives.includes('no-cache')) return 0;
  const seconds = directives.map((one) => /^max-age="?(\d+)"?$/.exec(one)?.[1]).find((found) => found !== undefined);
  return Math.min(Number(seconds ?? 0) * 1000, longestMs);
}
