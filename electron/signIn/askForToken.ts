import { Failure } from '../../core/errors.ts';
import type { DeviceId, Password, UserId } from '../../core/ids.ts';
import type { HandedSecrets } from '../../core/features/session/mainCalls.ts';
import type { DeviceCode, QrStep, SignInAgainMethod, SignInMethod } from '../../core/session/method.ts';
import type { Log } from '../log.ts';
import type { AppLinks } from './browser/appLinks.ts';
import type { BrowserTask } from './browser/browserTask.ts';
import { homeserverAt } from './homeserver.ts';
import type { LoginToken } from '../../core/ids.ts';
import type { LoginAnswer } from './homeserver.ts';
import type { Http } from '../http/http.ts';
import { authorize } from './oauth/authorize.ts';
import { askByDeviceCode } from './oauth/deviceCode.ts';
import type { AuthMetadata } from './oauth/metadata.ts';
import type { MetadataCache } from './oauth/metadataCache.ts';
import { requestToken } from './oauth/requestToken.ts';
import { fitsScope, newDeviceId } from './oauth/scope.ts';
import { grantOf, withOwner } from './oauth/withOwner.ts';
import type { CheckCodeEntry } from './qr/checkCodeEntry.ts';
import { tokenByQr } from './qr/tokenByQr.ts';
import { askForLoginToken } from './sso/askForLoginToken.ts';

export interface TokenParts {
  readonly http: Http;
  readonly log: Log;
  readonly metadata: MetadataCache;
  readonly links: AppLinks;
  readonly browserTask: BrowserTask;
  readonly checkCode: CheckCodeEntry;
  readonly monotonic: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Asking {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** For a password: localpart or full user ID. */
  readonly user: string;
  readonly password: Password | null;
  /** What a new device is to be called. */
  readonly deviceName: string | null;
  readonly signal: AbortSignal;
  readonly onBrowser: (code: DeviceCode | null) => void;
  /** The next request makes the server issue a token. */
  readonly beforeIssue: () => Promise<void>;
}

/** Anybody, on a new device, by any way. */
export interface NewDeviceRequest extends Asking {
  readonly again: null;
  readonly method: SignInMethod;
  /** The name of the server that was typed. */
  readonly serverName: string;
  readonly onQr: (step: QrStep) => void;
}

/** Who signs in again on which device: never by QR code (I20). */
export interface SameDeviceRequest extends Asking {
  readonly again: { readonly userId: UserId; readonly deviceId: DeviceId };
  readonly method: SignInAgainMethod;
}

export type TokenRequest = NewDeviceRequest | SameDeviceRequest;

export interface GivenToken extends LoginAnswer {
  /** Monotonic milliseconds at which the request was sent. */
  readonly askedAt: number;
  /** Where it was a sign-in by QR code. */
  readonly secrets?: HandedSecrets | null;
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
    case 'password':
      return byPassword(parts, request);
    case 'sso':
      return byLoginToken(
        parts,
        request,
        await askForLoginToken({ ...parts, ...request, provider: method.provider, onBrowser: () => onBrowser(null) }),
      );
    case 'oauth':
      return byCode(parts, request);
    case 'deviceCode':
      return byDeviceCode(parts, request);
    case 'qr':
      return byQr(parts, request);
  }
}

async function byPassword(
  { http, monotonic }: TokenParts,
  { baseUrl, user, password, again, deviceName, beforeIssue }: TokenRequest,
): Promise<GivenToken> {
  if (password === null) throw new Failure({ code: 'badCredentials' });
  await beforeIssue();
  const askedAt = monotonic();
  return { ...(await homeserverAt(http, baseUrl).login({ user, password, deviceId: again?.deviceId ?? null, deviceName })), askedAt };
}

async function byLoginToken(
  { http, monotonic }: TokenParts,
  { baseUrl, again, deviceName, beforeIssue, signal }: TokenRequest,
  token: LoginToken,
): Promise<GivenToken> {
  stopIfAborted(signal);
  await beforeIssue();
  const askedAt = monotonic();
  return { ...(await homeserverAt(http, baseUrl).loginByToken({ token, deviceId: again?.deviceId ?? null, deviceName })), askedAt };
}

async function byCode(parts: TokenParts, request: TokenRequest): Promise<GivenToken> {
  const { baseUrl, again, onBrowser, beforeIssue, signal } = request;
  const { metadata, deviceId, hint } = await prepare(parts, request);
  const create = request.method.is === 'oauth' && request.method.create === true && !request.again;
  const { clientId, form } = await authorize({ ...parts, metadata, deviceId, hint, create, signal }, () => onBrowser(null));
  stopIfAborted(signal);
  await beforeIssue();
  const askedAt = parts.monotonic();
  return withOwner(parts, baseUrl, again === null, {
    ...(await requestToken(parts.http, metadata, form)),
    grant: grantOf(metadata, clientId),
    askedAt,
  });
}

async function byDeviceCode(parts: TokenParts, request: TokenRequest): Promise<GivenToken> {
  const { baseUrl, again, onBrowser, beforeIssue, signal } = request;
  const { metadata, deviceId } = await prepare(parts, request);
  // Any of the questions may be the one that is answered with a token.
  await beforeIssue();
  const { clientId, ...tokens } = await askByDeviceCode({ ...parts, metadata, deviceId, signal, onCode: onBrowser });
  return withOwner(parts, baseUrl, again === null, { ...tokens, grant: grantOf(metadata, clientId), askedAt: parts.monotonic() });
}

/** Always a new device: here the ID of one that is signed out softly is not even known (I20). */
async function byQr(parts: TokenParts, request: TokenRequest): Promise<GivenToken> {
  if (request.again) throw new Failure({ code: 'methodUnsupported' });
  const { metadata, deviceId } = await prepare(parts, request);
  await request.beforeIssue();
  return tokenByQr(parts, { ...request, metadata, deviceId });
}

async function prepare(
  { metadata: cache }: TokenParts,
  { baseUrl, again, signal }: TokenRequest,
): Promise<{ metadata: AuthMetadata; deviceId: DeviceId; hint: UserId | null }> {
  const found = await cache.of(baseUrl, signal);
  const deviceId = again?.deviceId ?? newDeviceId();
  if (found.is !== 'found' || !fitsScope(deviceId)) throw new Failure({ code: 'methodUnsupported' });
  return { metadata: found.metadata, deviceId, hint: again?.userId ?? null };
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new Failure({ code: 'cancelled' });
}
