import type { AppError } from '../../../core/errors.ts';
import type { HttpAnswer } from '../../http/http.ts';
import { retryAfterMs } from '../../http/retryAfter.ts';

/** The `error` of an OAuth error response (RFC 6749, 5.2); null: the answer is not one. */
export function oauthErrorCode(answer: HttpAnswer): string | null {
  if (answer.status < 400 || answer.status >= 500 || answer.status === 429) return null;
  const { json } = answer;
  return typeof json === 'object' && json !== null && 'error' in json && typeof json.error === 'string' ? json.error.slice(0, 100) : null;
}

/** What an endpoint of the authorisation server answered instead of success. */
export function errorOfOAuth(answer: HttpAnswer, now = Date.now()): AppError {
  if (answer.status === 429) return { code: 'rateLimited', retryAfterMs: retryAfterMs(answer.retryAfter, answer.json, now) };
  const errcode = oauthErrorCode(answer);
  if (errcode === null) return { code: 'serverFailing', status: answer.status };
  const { json } = answer;
  const text =
    typeof json === 'object' && json !== null && 'error_description' in json && typeof json.error_description === 'string'
      ? json.error_description
      : '';
  return { code: 'refused', errcode, status: answer.status, message: text.slice(0, 500) };
}
