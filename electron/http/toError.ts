import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { Log } from '../log.ts';
import type { HttpAnswer } from './http.ts';
import { retryAfterMs } from './retryAfter.ts';

/** The one place that reads HTTP answers, network errors and file system errors. */
export function errorOfAnswer(answer: HttpAnswer, now = Date.now()): AppError {
  const body = asObject(answer.json);
  const errcode = typeof body['errcode'] === 'string' ? body['errcode'] : null;
  const message = typeof body['error'] === 'string' ? body['error'].slice(0, 500) : '';
  if (answer.status === 429 || errcode === 'M_LIMIT_EXCEEDED')
    return { code: 'rateLimited', retryAfterMs: retryAfterMs(answer.retryAfter, body, now) };
  if (errcode === null) return { code: 'serverFailing', status: answer.status };
  switch (errcode) {
    case 'M_USER_LOCKED':
      return { code: 'accountLocked', message };
    case 'M_USER_DEACTIVATED':
      return { code: 'accountDeactivated' };
    case 'M_USER_SUSPENDED':
      return { code: 'accountSuspended', message };
    case 'M_MISSING_TOKEN':
      return { code: 'tokenStripped' };
    case 'M_RESOURCE_LIMIT_EXCEEDED':
      return { code: 'resourceLimit', message, adminContact: textOf(body['admin_contact']) };
    case 'M_CONSENT_NOT_GIVEN':
      return { code: 'consentNeeded', uri: textOf(body['consent_uri']) ?? '' };
    default:
      return answer.status >= 500
        ? { code: 'serverFailing', status: answer.status }
        : { code: 'refused', errcode, status: answer.status, message };
  }
}

/**
 * For `POST /login`: there M_FORBIDDEN means that user and password do not fit, whatever the status (H12); but with 400 Synapse says
 * that the device ID is one of a cross-signing key (D9).
 */
export function errorOfLogin(answer: HttpAnswer): AppError {
  const error = errorOfAnswer(answer);
  const isForbidden = error.code !== 'rateLimited' && answer.status !== 400 && asObject(answer.json)['errcode'] === 'M_FORBIDDEN';
  return isForbidden ? { code: 'badCredentials' } : error;
}

/** What a thrown cause means; what is not foreseen is logged and becomes `internal`. */
export function toError(cause: unknown, log: Log): AppError {
  if (cause instanceof Failure) return cause.error;
  const disk = diskError(cause);
  if (disk) return disk;
  if (networkTrouble(cause)) return { code: 'offline' };
  return { code: 'internal', ref: log.fault('not foreseen', cause) };
}

function diskError(cause: unknown): AppError | null {
  switch (codeOf(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'diskFull' };
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return { code: 'diskReadOnly' };
    default:
      return null;
  }
}

export type NetworkTrouble = 'unknownHost' | 'refused' | 'insecure' | 'tooManyRedirects' | 'cancelled' | 'other';

/** Null: not a failure of the network. Reads Chromium's and Node's codes. */
export function networkTrouble(cause: unknown): NetworkTrouble | null {
  if (!(cause instanceof Error)) return null;
  if (cause.name === 'AbortError') return 'cancelled';
  const text = `${codeOf(cause) ?? ''} ${cause.message} ${cause.cause instanceof Error ? `${codeOf(cause.cause) ?? ''} ${cause.cause.message}` : ''}`;
  if (/ERR_TOO_MANY_REDIRECTS|redirect count exceeded/.test(text)) return 'tooManyRedirects';
  if (/ERR_NAME_|ENOTFOUND|EAI_AGAIN/.test(text)) return 'unknownHost';
  if (/ERR_CONNECTION_REFUSED|ECONNREFUSED|ERR_ADDRESS_UNREACHABLE/.test(text)) return 'refused';
  if (/ERR_BLOCKED_BY_CLIENT|ERR_CERT|ERR_SSL|ERR_BAD_SSL|EPROTO|ERR_TLS|CERT_|SELF_SIGNED|WRONG_VERSION/.test(text)) return 'insecure';
  return /net::ERR_|TimeoutError|fetch failed|aborted due to timeout|ECONN|ETIMEDOUT|EPIPE|UND_ERR|terminated|redirect|Redirect|too long/.test(
    `${cause.name} ${text}`,
  )
    ? 'other'
    : null;
}

function codeOf(cause: unknown): string | undefined {
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
