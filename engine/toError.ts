import type { AppError } from '../core/errors.ts';
import { Failure } from '../core/errors.ts';
import type { Log } from './log.ts';

/** What matrix-js-sdk's HTTPError and MatrixError have; told by shape, so that this file needs no SDK. */
interface HttpShape {
  readonly httpStatus?: number;
  readonly errcode?: string;
  readonly error?: string;
  readonly data?: Record<string, unknown>;
  getRetryAfterMs?(): number | null;
}

const defaultRetryMs = 5_000;

/** The only reader of errors of the SDK, of fetch and of HTTP. What nothing here knows is a fault of ours, logged under its `ref`. */
export function toError(cause: unknown, log: Log, what = 'failed'): AppError {
  if (cause instanceof Failure) return cause.error;
  if (cause instanceof Error) {
    const http = cause as HttpShape;
    if (typeof http.httpStatus === 'number') return httpError(http, http.httpStatus);
    if (isNoAnswer(cause)) return { code: 'offline' };
    if (isNewerCryptoStore(cause)) return { code: 'storeNewer', ref: log.fault(what, cause) };
    if (isStoreMismatch(cause)) return { code: 'cryptoStoreMismatch', ref: log.fault(what, cause) };
  }
  return { code: 'internal', ref: log.fault(what, cause) };
}

/** No answer at all: our own time limits and cut connections are the same to people. */
function isNoAnswer(cause: Error): boolean {
  return cause.name === 'ConnectionError' || cause.name === 'AbortError' || cause.name === 'TimeoutError' || isBrokenFetch(cause);
}

/** Chromium's words for a request without an answer, and for one whose body breaks off. */
function isBrokenFetch(cause: Error): boolean {
  return cause.name === 'TypeError' && /^(failed to fetch|network error)$/i.test(cause.message);
}

/** `initRustCrypto` fails with plain Errors, told apart by their text (matrix-sdk-crypto-wasm 18). */
function isStoreMismatch(cause: Error): boolean {
  return /failed to be decrypted while unpickling|doesn't match the account in the constructor|unpickling failed/i.test(cause.message);
}

/** By its text, too; the second is Chromium's, of a database with a later number than the SDK opens it with. */
function isNewerCryptoStore(cause: Error): boolean {
  return /schema version of the crypto store is too new|requested version \(\d+\) is less than the existing version/i.test(cause.message);
}

function httpError(http: HttpShape, status: number): AppError {
  const message = typeof http.error === 'string' ? http.error.slice(0, 500) : '';
  const text = (name: string): string | null => (typeof http.data?.[name] === 'string' ? http.data[name] : null);
  if (http.errcode === 'M_LIMIT_EXCEEDED' || status === 429) return { code: 'rateLimited', retryAfterMs: retryAfter(http) };
  if (status >= 500 || typeof http.errcode !== 'string') return { code: 'serverFailing', status };
  switch (http.errcode) {
    // The gate lets none of these through; if one comes all the same, it waits like everything else.
    case 'M_UNKNOWN_TOKEN':
      return { code: 'sessionPaused' };
    case 'M_MISSING_TOKEN':
      return { code: 'tokenStripped' };
    case 'M_USER_LOCKED':
      return { code: 'accountLocked', message };
    case 'M_USER_SUSPENDED':
      return { code: 'accountSuspended', message };
    case 'M_USER_DEACTIVATED':
      return { code: 'accountDeactivated' };
    case 'M_RESOURCE_LIMIT_EXCEEDED':
      return { code: 'resourceLimit', message, adminContact: text('admin_contact') };
    case 'M_CONSENT_NOT_GIVEN':
      return { code: 'consentNeeded', uri: text('consent_uri') ?? '' };
    default:
      return { code: 'refused', errcode: http.errcode, status, message };
  }
}

function retryAfter(http: HttpShape): number {
  try {
    return Math.max(0, http.getRetryAfterMs?.() ?? defaultRetryMs);
  } catch {
    // The SDK throws on a Retry-After that it cannot read.
    return defaultRetryMs;
  }
}
