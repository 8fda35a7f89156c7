import { Failure } from '../../core/errors.ts';
import type { Password } from '../../core/ids.ts';
import type { Account } from '../../core/session/account.ts';
import type { TokenVerdict } from '../../core/session/events.ts';
import type { GivenToken } from '../auth/askForToken.ts';
import { endSession } from '../auth/endSession.ts';
import { homeserverAt } from '../auth/homeserver.ts';
import type { Homeserver } from '../auth/homeserver.ts';
import type { Http } from '../auth/http.ts';
import { networkTrouble } from '../auth/toError.ts';
import type { Log } from '../log.ts';
import type { Credentials } from './credentials.ts';
import type { SessionRecord } from './record.ts';

export interface ResumeParts {
  readonly http: Http;
  readonly log: Log;
  readonly credentials: Credentials;
  readonly record: SessionRecord;
  readonly monotonic: () => number;
}

/** What whoami says of the current token; rejects where there was no answer. */
export async function probe({ http, credentials, record }: ResumeParts, account: Account): Promise<TokenVerdict> {
  const token = credentials.tokens?.accessToken;
  if (token === undefined) return { is: 'soft' };
  const homeserver = homeserverAt(http, account.homeserver);
  const { verdict, userId, deviceId } = await homeserver.whoami(token);
  if (verdict.is === 'hard' && record.of(account.slug)?.loginSent) return ofSuperseded(homeserver, credentials);
  const isOurs = userId === account.userId && deviceId === account.deviceId;
  // An answer about somebody else says nothing about us.
  return verdict.is === 'alive' && !isOurs ? { is: 'noAnswer', error: { code: 'serverFailing', status: 200 } } : verdict;
}

/**
 * A sign-in whose answer was lost may have taken this token's place, so its end says nothing about the device. The token that was
 * given instead does, if it is known; else signing in again finds out (D3).
 */
async function ofSuperseded(homeserver: Homeserver, { next }: Credentials): Promise<TokenVerdict> {
  if (next && (await homeserver.whoami(next.accessToken)).verdict.is === 'hard') return { is: 'hard' };
  return { is: 'soft' };
}

/** Asks for a token; calls `beforeIssue` right before the request that makes the server issue one. */
export type Ask = (beforeIssue: () => Promise<void>) => Promise<GivenToken>;

/** `POST /login` with the stored user and device ID (C5). */
export async function login(parts: ResumeParts, account: Account, password: Password): Promise<void> {
  await loginBy(parts, account, async (beforeIssue) => {
    await beforeIssue();
    const askedAt = parts.monotonic();
    const { userId, deviceId } = account;
    return { ...(await homeserverAt(parts.http, account.homeserver).login({ user: userId, password, deviceId, deviceName: null })), askedAt };
  });
}

/**
 * Gets a token for the stored user and device. One for another user or device is ended (C7, C8, I7); one for our own
 * device never is, because that would delete the device and its keys.
 */
export async function loginBy(parts: ResumeParts, account: Account, ask: Ask): Promise<void> {
  const wasSent = parts.record.of(account.slug)?.loginSent === true;
  const token = await askOnRecord(parts, account, ask);
  const isOurUser = token.userId === account.userId;
  if (isOurUser && token.deviceId === account.deviceId) {
    parts.credentials.setNext(token);
    return;
  }
  for (const secret of [token.accessToken, token.refreshToken]) if (secret !== null) parts.log.conceal(secret);
  // An earlier one whose answer was lost may have taken our token's place all the same.
  if (!wasSent) await parts.record.change('record sign-in refused', account.slug, { loginSent: false });
  await endSession(parts.http, account.homeserver, token).catch((cause: unknown) => parts.log.cause('ending a session of somebody else', cause));
  throw new Failure(isOurUser ? { code: 'wrongDevice' } : { code: 'wrongAccount', userId: token.userId });
}

/** Written down before it is sent: if the answer is lost, the server may know only a token that we never saw. */
async function askOnRecord({ record, credentials }: ResumeParts, account: Account, ask: Ask): Promise<GivenToken> {
  const wasSent = record.of(account.slug)?.loginSent === true;
  let isSent = false;
  try {
    return await ask(async () => {
      if (!wasSent) await record.change('record sign-in sent', account.slug, { loginSent: true });
      // What an earlier one gave may end with this one, and then says nothing about the device.
      credentials.setNext(null);
      isSent = true;
    });
  } catch (cause) {
    if (isSent && !wasSent && isRefusal(cause)) await record.change('record sign-in refused', account.slug, { loginSent: false });
    throw cause;
  }
}

/** The server said no, or was never reached: no token was given. */
function isRefusal(cause: unknown): boolean {
  if (cause instanceof Failure) return cause.error.code !== 'serverFailing';
  const trouble = networkTrouble(cause);
  return trouble === 'refused' || trouble === 'unknownHost';
}

/** C9 and D3, side by side: the new token is for us, and the server still has our keys under our device ID. */
export async function confirm({ http, credentials }: ResumeParts, account: Account): Promise<'confirmed' | 'deviceReplaced'> {
  const token = credentials.next?.accessToken;
  if (token === undefined) throw new Error('there is no new token to confirm');
  const homeserver = homeserverAt(http, account.homeserver);
  const [who, key] = await Promise.all([homeserver.whoami(token), homeserver.deviceKey(token, account.userId, account.deviceId)]);
  if (who.verdict.is === 'noAnswer') throw new Failure(who.verdict.error);
  if (who.verdict.is === 'locked') throw new Failure({ code: 'accountLocked', message: who.verdict.message });
  // The server rejects what it has just issued; nothing is concluded from that.
  if (who.verdict.is !== 'alive') throw new Failure({ code: 'serverFailing', status: 401 });
  if (who.userId !== account.userId) throw new Failure({ code: 'wrongAccount', userId: who.userId ?? '' });
  if (who.deviceId !== account.deviceId) throw new Failure({ code: 'wrongDevice' });
  if (!isReplaced(credentials, key)) return 'confirmed';
  // Everything is destroyed upon this, so one answer is not enough.
  return isReplaced(credentials, await homeserver.deviceKey(token, account.userId, account.deviceId)) ? 'deviceReplaced' : 'confirmed';
}

function isReplaced(credentials: Credentials, key: string | null): boolean {
  const { identity } = credentials;
  if (key !== null) return identity !== null && key !== identity.ed25519;
  // Before our keys were ever seen on the server, their absence means that they are still to be uploaded.
  return identity?.published === true;
}
