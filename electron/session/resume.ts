import { Failure } from '../../core/errors.ts';
import type { Password } from '../../core/ids.ts';
import type { Account } from '../../core/session/account.ts';
import type { TokenVerdict } from '../../core/session/events.ts';
import type { GivenToken } from '../signIn/askForToken.ts';
import { endSession } from '../signIn/endSession.ts';
import { homeserverAt } from '../signIn/homeserver.ts';
import type { Homeserver } from '../signIn/homeserver.ts';
import type { Http } from '../http/http.ts';
import { NotItsWord } from '../http/notItsWord.ts';
import { AfterSilence } from '../signIn/oauth/deviceGrant.ts';
import { networkTrouble } from '../http/toError.ts';
import { judgeToken } from '../signIn/tokenOwner.ts';
import type { Log } from '../log.ts';
import type { Credentials } from './credentials.ts';
import type { LostAnswer } from './lostAnswer.ts';
import type { SessionRecord } from '../record/record.ts';

export interface ResumeParts {
  readonly http: Http;
  readonly log: Log;
  readonly credentials: Credentials;
  readonly record: SessionRecord;
  readonly lost: LostAnswer;
  readonly monotonic: () => number;
  readonly wallClock: () => number;
}

/** What whoami says of the current token; rejects where there was no answer. */
export async function probe(parts: ResumeParts, account: Account): Promise<TokenVerdict> {
  const { http, credentials, lost, monotonic } = parts;
  const { slug } = account;
  const token = credentials.tokens?.accessToken;
  if (token === undefined) return { is: 'soft' };
  const homeserver = homeserverAt(http, account.homeserver);
  const askedAt = monotonic();
  const { verdict, userId, deviceId } = await homeserver.whoami(token);
  const isOurs = userId === account.userId && deviceId === account.deviceId;
  switch (verdict.is) {
    case 'hard':
      if (isExpiry(parts)) return { is: 'soft', unclear: true };
      return lost.isRemembered(slug) ? ofSuperseded(parts, homeserver) : verdict;
    case 'alive':
      // An answer about somebody else says nothing about us.
      if (!isOurs) return { is: 'noAnswer', error: { code: 'serverFailing', status: 200 } };
      break;
    case 'soft':
    case 'locked':
      break;
    case 'noAnswer':
      return verdict;
  }
  await lost.disproved(slug, askedAt).catch((cause: unknown) => parts.log.cause('writing down that no sign-in was lost', cause));
  return verdict;
}

/**
 * I21: with delegated authentication Synapse calls hard what is only the announced end of a token. Whether the device was removed as well
 * nothing but signing in again can tell, so it is said to be unclear.
 */
function isExpiry({ credentials, monotonic, wallClock }: ResumeParts): boolean {
  const { tokens, endsAt } = credentials;
  if (tokens?.grant.is !== 'oauth' || tokens.refreshToken !== null) return false;
  switch (tokens.refreshRefused) {
    case 'session':
      return false;
    case 'client':
      return true;
    case undefined:
      break;
  }
  const { expiresAt, lifetimeMs } = tokens;
  if (endsAt !== null) return monotonic() >= endsAt;
  if (expiresAt === null) return false;
  // By a clock that says it is before the token was issued, nothing can be told (K6).
  return wallClock() >= expiresAt || wallClock() < expiresAt - (lifetimeMs ?? Infinity);
}

/**
 * A sign-in whose answer was lost may have taken this token's place, so its end says nothing about the device. The token that was
 * given instead does, if it is known; else signing in again finds out (C26, D3).
 */
async function ofSuperseded({ lost, credentials: { next } }: ResumeParts, homeserver: Homeserver): Promise<TokenVerdict> {
  // A request that is still at work may end the newer one as well (N-1).
  if (!next || lost.countsIn !== 0) return { is: 'soft', unclear: true };
  const { verdict } = await homeserver.whoami(next.accessToken);
  if (verdict.is === 'noAnswer') return { is: 'soft', unclear: true };
  return verdict.is === 'hard' ? verdict : { is: 'soft' };
}

/** Asks for a token; calls `beforeIssue` right before the request that makes the server issue one. */
export type Ask = (beforeIssue: () => Promise<void>) => Promise<GivenToken>;

/** `POST /login` with the stored user and device ID (C5). */
export async function login(parts: ResumeParts, account: Account, password: Password): Promise<void> {
  await loginBy(parts, account, async (beforeIssue) => {
    await beforeIssue();
    const askedAt = parts.monotonic();
    const { userId, deviceId } = account;
    return {
      ...(await homeserverAt(parts.http, account.homeserver).login({ user: userId, password, deviceId, deviceName: null })),
      askedAt,
    };
  });
}

/**
 * Gets a token for the stored user and device. One for another user or device is ended (C7, C8, I7); one that may be for our own device
 * never is, because that would delete the device and its keys: it is forgotten, and what became of it counts as not known (C26).
 */
export async function loginBy(parts: ResumeParts, account: Account, ask: Ask): Promise<void> {
  const { lost, credentials } = parts;
  await lost.around(account.slug, 'loginSent', async ({ sent, refused }) => {
    const token = await askOnRecord(ask, credentials, sent, refused);
    for (const secret of [token.accessToken, token.refreshToken]) if (secret !== null) parts.log.conceal(secret);
    const judged = await judgeToken(parts, account.homeserver, account, token);
    switch (judged.is) {
      case 'ours':
        credentials.setNext({ ...token, userId: account.userId, deviceId: account.deviceId });
        return;
      case 'unsure':
        parts.log.write('warn', 'whose the new token is could not be told; it is not used, and not ended');
        break;
      case 'others':
        await refused();
        await endSession(parts.http, account.homeserver, token).catch((cause: unknown) =>
          parts.log.cause('ending a session of somebody else', cause),
        );
    }
    throw new Failure(judged.error);
  });
}

/** Written down before it is sent: if the answer is lost, the server may know only a token that we never saw. */
async function askOnRecord(
  ask: Ask,
  credentials: Credentials,
  sent: () => Promise<void>,
  refused: () => Promise<void>,
): Promise<GivenToken> {
  try {
    return await ask(async () => {
      await sent();
      // What an earlier one gave may end with this one, and then says nothing about the device.
      credentials.setNext(null);
    });
  } catch (cause) {
    if (isRefusal(cause)) await refused();
    throw cause;
  }
}

/** The server said no, or was never reached: no token was given. */
function isRefusal(cause: unknown): boolean {
  // Of several questions an earlier one may have been answered with a token that was lost.
  if (cause instanceof AfterSilence || cause instanceof NotItsWord) return false;
  if (cause instanceof Failure) return cause.error.code !== 'serverFailing';
  const trouble = networkTrouble(cause);
  return trouble === 'refused' || trouble === 'unknownHost';
}

/** C9 and D3, side by side: the new token is for us, and the server still has our keys under our device ID. */
export async function confirm({ http, credentials, record }: ResumeParts, account: Account): Promise<'confirmed' | 'deviceReplaced'> {
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
  const wasPublished = record.of(account.slug)?.published === true;
  if (!isReplaced(credentials.identity, wasPublished, key)) return 'confirmed';
  // Everything is destroyed upon this, so one answer is not enough.
  return isReplaced(credentials.identity, wasPublished, await homeserver.deviceKey(token, account.userId, account.deviceId))
    ? 'deviceReplaced'
    : 'confirmed';
}

/** Whether the server's key of our device (null: none) says that the device was deleted and made anew. */
export function isReplaced(identity: Credentials['identity'], wasPublished: boolean, key: string | null): boolean {
  if (key !== null) return identity !== null && key !== identity.ed25519;
  // Before our keys were ever seen on the server, their absence means that they are still to be uploaded.
  return wasPublished || identity?.published === true;
}
