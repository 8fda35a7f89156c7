import { Failure } from '../../core/errors.ts';
import type { Password } from '../../core/ids.ts';
import type { Account } from '../../core/session/account.ts';
import type { GivenToken } from '../signIn/askForToken.ts';
import { endSession } from '../signIn/endSession.ts';
import { homeserverAt } from '../signIn/homeserver.ts';
import { NotItsWord } from '../http/notItsWord.ts';
import { AfterSilence } from '../signIn/oauth/deviceGrant.ts';
import { networkTrouble } from '../http/toError.ts';
import { judgeToken } from '../signIn/tokenOwner.ts';
import type { Credentials } from './credentials.ts';
import type { ProbeParts } from './probe.ts';
import type { SessionRecord } from '../record/sessionRecord.ts';

export interface SignInAgainParts extends ProbeParts {
  readonly record: SessionRecord;
}

/** Asks for a token; calls `beforeIssue` right before the request that makes the server issue one. */
export type Ask = (beforeIssue: () => Promise<void>) => Promise<GivenToken>;

/** `POST /login` with the stored user and device ID (C5). */
export async function login(parts: SignInAgainParts, account: Account, password: Password): Promise<void> {
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
export async function loginBy(parts: SignInAgainParts, account: Account, ask: Ask): Promise<void> {
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
          parts.log.fault('ending a session of somebody else', cause),
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
  // Where several questions were asked an earlier one may have been answered with a token that was lost.
  if (cause instanceof AfterSilence || cause instanceof NotItsWord) return false;
  if (cause instanceof Failure) return cause.error.code !== 'serverFailing';
  const trouble = networkTrouble(cause);
  return trouble === 'refused' || trouble === 'unknownHost';
}

/** C9 and D3, side by side: the new token is for us, and the server still has our keys under our device ID. */
export async function confirm({ http, credentials, record }: SignInAgainParts, account: Account): Promise<'confirmed' | 'deviceReplaced'> {
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
