import { Failure } from '../../core/errors.ts';
import type { DeviceId, Password, UserId } from '../../core/ids.ts';
import { isUserId } from '../../core/ids.ts';
import type { DeviceCode, SignInMethod } from '../../core/session/method.ts';
import type { Log } from '../log.ts';
import type { AppLinks } from './browser/appLinks.ts';
import type { Errand } from './browser/errand.ts';
import { endSession } from './endSession.ts';
import type { Grant } from './grant.ts';
import { homeserverAt } from './homeserver.ts';
import type { LoginToken } from '../../core/ids.ts';
import type { LoginAnswer } from './homeserver.ts';
import type { Http } from './http.ts';
import { authorize } from './oauth/authorize.ts';
import { askByDeviceCode } from './oauth/deviceCode.ts';
import type { AuthMetadata } from './oauth/metadata.ts';
import type { MetadataCache } from './oauth/metadataCache.ts';
import { requestToken } from './oauth/requestToken.ts';
import { fitsScope, newDeviceId } from './oauth/scope.ts';
import type { TokenAnswer } from './oauth/tokenAnswer.ts';
import { askForLoginToken } from './sso/askForLoginToken.ts';

export interface TokenParts {
  readonly http: Http;
  readonly log: Log;
  readonly metadata: MetadataCache;
  readonly links: AppLinks;
  readonly errand: Errand;
  readonly monotonic: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface TokenRequest {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly method: SignInMethod;
  /** For a password: localpart or full user ID. */
  readonly user: string;
  readonly password: Password | null;
  /** Who signs in again on which device; null: anybody, on a new device. */
  readonly again: { readonly userId: UserId; readonly deviceId: DeviceId } | null;
  /** Of a new device. */
  readonly deviceName: string | null;
  readonly signal: AbortSignal;
  readonly onBrowser: (code: DeviceCode | null) => void;
  /** The next request makes the server issue a token. */
  readonly beforeIssue: () => Promise<void>;
}

export interface GivenToken extends LoginAnswer {
  /** Monotonic milliseconds at which the request was sent. */
  readonly askedAt: number;
}

/** Gets a token by any of the ways (sections C and I). Whose it is, the caller judges. */
export async function askForToken(parts: TokenParts, request: TokenRequest): Promise<GivenToken> {
  const token = await ask(parts, request);
  parts.log.conceal(token.accessToken);
  if (token.refreshToken !== null) parts.log.conceal(token.refreshToken);
  return token;
}

async function ask(parts: TokenParts, request: TokenRequest): Promise<GivenToken> {
  const { method, onBrowser } = request;
  switch (method.is) {
    case 'password': return byPassword(parts, request);
    case 'sso': return byLoginToken(parts, request, await askForLoginToken({ ...parts, ...request, provider: method.provider, onBrowser: () => onBrowser(null) }));
    case 'oauth': return byCode(parts, request);
    case 'deviceCode': return byDeviceCode(parts, request);
  }
}

async function byPassword({ http, monotonic }: TokenParts, { baseUrl, user, password, again, deviceName, beforeIssue }: TokenRequest): Promise<GivenToken> {
  if (password === null) throw new Failure({ code: 'badCredentials' });
  await beforeIssue();
  const askedAt = monotonic();
  return { ...(await homeserverAt(http, baseUrl).login({ user, password, deviceId: again?.deviceId ?? null, deviceName })), askedAt };
}

async function byLoginToken({ http, monotonic }: TokenParts, { baseUrl, again, deviceName, beforeIssue, signal }: TokenRequest, token: LoginToken): Promise<GivenToken> {
  stopIfAborted(signal);
  await beforeIssue();
  const askedAt = monotonic();
  return { ...(await homeserverAt(http, baseUrl).loginByToken({ token, deviceId: again?.deviceId ?? null, deviceName })), askedAt };
}

async function byCode(parts: TokenParts, request: TokenRequest): Promise<GivenToken> {
  const { onBrowser, beforeIssue, signal } = request;
  const { metadata, deviceId, hint } = await prepare(parts, request);
  const create = request.method.is === 'oauth' && request.method.create === true && !request.again;
  const { clientId, form } = await authorize({ ...parts, metadata, deviceId, hint, create, signal }, () => onBrowser(null));
  stopIfAborted(signal);
  await beforeIssue();
  const askedAt = parts.monotonic();
  return whose(parts, request, { ...(await requestToken(parts.http, metadata, form)), grant: grantOf(metadata, clientId), askedAt });
}

async function byDeviceCode(parts: TokenParts, request: TokenRequest): Promise<GivenToken> {
  const { onBrowser, beforeIssue, signal } = request;
  const { metadata, deviceId } = await prepare(parts, request);
  // Any of the questions may be the one that is answered with a token.
  await beforeIssue();
  const { clientId, ...tokens } = await askByDeviceCode({ ...parts, metadata, deviceId, signal, onCode: onBrowser });
  return whose(parts, request, { ...tokens, grant: grantOf(metadata, clientId), askedAt: parts.monotonic() });
}

async function prepare({ metadata: cache }: TokenParts, { baseUrl, again, signal }: TokenRequest): Promise<{ metadata: AuthMetadata; deviceId: DeviceId; hint: UserId | null }> {
  const found = await cache.of(baseUrl, signal);
  const deviceId = again?.deviceId ?? newDeviceId();
  if (found.is !== 'found' || !fitsScope(deviceId)) throw new Failure({ code: 'methodUnsupported' });
  return { metadata: found.metadata, deviceId, hint: again?.userId ?? null };
}

function grantOf(metadata: AuthMetadata, clientId: string): Grant {
  return { is: 'oauth', issuer: metadata.issuer, clientId, tokenEndpoint: metadata.token_endpoint, revocationEndpoint: metadata.revocation_endpoint };
}

/** The token endpoint does not say whose token it gave; the homeserver does (I5). */
async function whose({ http, log }: TokenParts, { baseUrl, again }: TokenRequest, token: TokenAnswer & { grant: Grant; askedAt: number }): Promise<GivenToken> {
  try {
    const { verdict, userId, deviceId } = await homeserverAt(http, baseUrl).whoami(token.accessToken);
    if (verdict.is === 'noAnswer') throw new Failure(verdict.error);
    if (verdict.is === 'locked') throw new Failure({ code: 'accountLocked', message: verdict.message });
    if (verdict.is !== 'alive' || userId === null || !isUserId(userId)) throw new Failure({ code: 'serverFailing', status: 401 });
    return { ...token, userId, deviceId: deviceId ?? '', namedBaseUrl: null };
  } catch (cause) {
    log.conceal(token.accessToken);
    // Of a device that is in use nothing may be ended: that would delete the device and its keys.
    if (!again) await endSession(http, baseUrl, token).catch((left: unknown) => log.cause('ending a session that was not kept', left));
    throw cause;
  }
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new Failure({ code: 'cancelled' });
}
