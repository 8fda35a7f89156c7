import type { AppError } from '../../../core/errors.ts';
import type { AccessToken, RefreshToken } from '../../../core/ids.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { retryAfterMs } from '../../http/retryAfter.ts';
import { networkTrouble } from '../../http/toError.ts';

/** What a request for a new access token came to, on either API. */
export type RefreshAnswer =
  /**
   * `refreshToken` null: the one that was sent stays good; `lifetimeMs`, counted from when the request was sent, null: not announced (B6).
   */
  | {
      readonly is: 'refreshed';
      readonly accessToken: AccessToken;
      readonly refreshToken: RefreshToken | null;
      readonly lifetimeMs: number | null;
    }
  /**
   * The refresh token is worthless. `soft`: the server said `soft_logout: true` with it (B10); else the access token's own answer decides
   * (B11). `byClient`: it is we whom the server no longer knows, not the session. `doubtful`: in the general words of M_FORBIDDEN, which a
   * firewall that speaks Matrix may have said as well. `isOver`: an authorisation server says that the session has ended.
   */
  | {
      readonly is: 'refused';
      readonly soft: boolean;
      readonly byClient: boolean;
      readonly doubtful: boolean;
      readonly isOver: boolean;
      readonly error: AppError;
    }
  /** Nothing was decided: ask again later with the same refresh token (B9, I8). `retryAfterMs`: the server's own wish. */
  | { readonly is: 'transient'; readonly retryAfterMs: number | null; readonly error: AppError };

export function transient(answer: HttpAnswer, error: AppError, now = Date.now()): RefreshAnswer {
  const asked = answer.retryAfter !== null || (typeof answer.json === 'object' && answer.json !== null && 'retry_after_ms' in answer.json);
  return { is: 'transient', retryAfterMs: asked ? retryAfterMs(answer.retryAfter, answer.json, now) : null, error };
}

/** No answer at all; what is not the network's fault goes on. */
export function withoutAnswer(cause: unknown): RefreshAnswer {
  if (networkTrouble(cause) === null) throw cause;
  return { is: 'transient', retryAfterMs: null, error: { code: 'offline' } };
}
