import type { AppError } from '../errors.ts';
import type { TokenVerdict } from './events.ts';

/** An answer to an authenticated request: the HTTP status, and the body parsed as JSON (undefined where it is not JSON). */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * What an answer says about the session (docs/session-rows.md, A1–A17). Judged by the error code, never by the status alone:
 * only 401 with M_UNKNOWN_TOKEN may end a session, and only `soft_logout` of exactly `true` is soft.
 */
export function judgeAnswer({ status, body }: Answer): TokenVerdict {
  if (status >= 200 && status < 300) return { is: 'alive' };
  const error = matrixError(body);
  if (status === 401 && error?.errcode === 'M_UNKNOWN_TOKEN') return { is: error.softLogout ? 'soft' : 'hard' };
  if (error?.errcode === 'M_USER_LOCKED') return { is: 'locked', message: error.message };
  return { is: 'noAnswer', error: errorOf(status, error) };
}

interface MatrixError {
  readonly errcode: string;
  readonly message: string;
  readonly softLogout: boolean;
}

/** CS "Standard error response"; null where the body is not one. */
function matrixError(body: unknown): MatrixError | null {
  if (typeof body !== 'object' || body === null || !('errcode' in body) || typeof body.errcode !== 'string') return null;
  return {
    errcode: body.errcode,
    message: 'error' in body && typeof body.error === 'string' ? body.error.slice(0, 500) : '',
    softLogout: 'soft_logout' in body && body.soft_logout === true,
  };
}

function errorOf(status: number, error: MatrixError | null): AppError {
  if (!error || status >= 500) return { code: 'serverFailing', status };
  if (error.errcode === 'M_MISSING_TOKEN') return { code: 'tokenStripped' };
  return { code: 'refused', errcode: error.errcode, status, message: error.message };
}
