import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { Password } from '../../core/ids.ts';
import type { SignInFlow } from '../../core/features/signIn/signInFlows.ts';
import type { DeviceCode, QrStep, SignInMethod } from '../../core/session/method.ts';
import { askForToken } from '../signIn/askForToken.ts';
import type { TokenParts } from '../signIn/askForToken.ts';
import { discover } from '../signIn/discovery.ts';
import type { FoundServer } from '../signIn/discovery.ts';
import { confirmedBaseUrl } from '../signIn/confirmedBaseUrl.ts';
import { newSlug } from '../profile/profile.ts';
import { newRootKey } from '../vault/entry.ts';
import { beginKeeping, keepAccount, undoSignIn } from './keepAccount.ts';
import type { KeepParts, Pending, SignedIn } from './keepAccount.ts';
import { endUnlessOurs, named } from './newToken.ts';

export interface SignInParts extends KeepParts, TokenParts {
  readonly deviceName: string;
}

export interface SignInRequest {
  readonly homeserver: string;
  readonly username: string;
  readonly method: SignInMethod;
  /** Null where it is signed in without one. */
  readonly password: Password | null;
  readonly signal: AbortSignal;
  /** The rest happens in the system browser. */
  readonly onBrowser: (code: DeviceCode | null) => void;
  /** What is to be done next, there or here, for a sign-in by QR code. */
  readonly onQr: (step: QrStep) => void;
  /** The server has given a token; from now on everything is finished or undone. */
  readonly onKeeping: () => void;
}

/** Signs in on a new device. Rejects with a `Failure` or a cause for `toError`, having undone what it began. */
export async function signIn(parts: SignInParts, request: SignInRequest): Promise<SignedIn> {
  const server = await discover(parts, request.homeserver.trim() || request.username, request.signal);
  if (!offers(server.flows, request.method)) throw new Failure(notOffered(server, request.method));
  stopIfAborted(request);
  const slug = newSlug();
  const rootKey = newRootKey();
  parts.log.conceal(rootKey.toString('base64'));
  try {
    await beginKeeping(parts, slug, rootKey);
    stopIfAborted(request);
    return await askAndKeep(parts, request, { slug, rootKey, server });
  } catch (cause) {
    parts.record.release(slug);
    await undoSignIn(parts, slug).catch((undoing: unknown) => parts.log.fault('undoing a sign-in', undoing));
    throw cause;
  }
}

function offers(flows: readonly SignInFlow[], method: SignInMethod): boolean {
  return flows.some((flow) => {
    switch (method.is) {
      case 'password':
        return flow.is === 'password';
      case 'sso':
        return flow.is === 'sso' && (method.provider === null || flow.providers.some(({ id }) => id === method.provider));
      case 'oauth':
        return flow.is === 'oauth';
      case 'deviceCode':
        return flow.is === 'oauth' && flow.deviceCode;
      case 'qr':
        return flow.is === 'oauth' && flow.qr;
    }
  });
}

function notOffered({ flows }: FoundServer, method: SignInMethod): AppError {
  return method.is === 'password'
    ? { code: 'passwordSignInUnsupported', flows: flows.map((flow) => flow.is) }
    : { code: 'methodUnsupported' };
}

interface Beginning extends Pending {
  readonly server: FoundServer;
}

async function askAndKeep(parts: SignInParts, request: SignInRequest, beginning: Beginning): Promise<SignedIn> {
  const { server, slug } = beginning;
  const given = await askForToken(parts, {
    ...request,
    baseUrl: server.baseUrl,
    serverName: server.serverName,
    user: request.username.trim(),
    again: null,
    deviceName: parts.deviceName,
    beforeIssue: async () => undefined,
  });
  try {
    stopIfAborted(request);
    const token = await named(parts, server.baseUrl, given);
    // Before anything is written under that name: what is there belongs to the account that is open.
    if (!parts.record.claim(token.userId, slug)) throw new Failure({ code: 'alreadySignedIn', userId: token.userId });
    request.onKeeping();
    const baseUrl = server.asTyped ? server.baseUrl : await confirmedBaseUrl(parts.http, parts.log, server.baseUrl, token);
    return await keepAccount(parts, token, baseUrl, beginning);
  } catch (cause) {
    // No device may be left behind on the server (J8).
    await endUnlessOurs(parts, server.baseUrl, given);
    throw cause;
  }
}

const cancelled: AppError = { code: 'cancelled' };

function stopIfAborted({ signal }: SignInRequest): void {
  if (signal.aborted) throw new Failure(cancelled);
}
