import { Failure } from '../../core/errors.ts';
import type { GivenToken } from '../signIn/askForToken.ts';
import { endSession } from '../signIn/endSession.ts';
import { ownerOf } from '../signIn/tokenOwner.ts';
import type { Device, OwnerParts } from '../signIn/tokenOwner.ts';
import type { SessionRecord } from '../record/sessionRecord.ts';

/** The token of a first sign-in with its owner, whom whoami names where the answer did not. */
export async function named(parts: OwnerParts, baseUrl: string, { userId, deviceId, ...token }: GivenToken): Promise<GivenToken & Device> {
  if (userId !== null && deviceId !== null) return { ...token, userId, deviceId };
  const owner = await ownerOf(parts, baseUrl, token.accessToken);
  if (owner.is === 'unsaid') throw new Failure(owner.error);
  return { ...token, userId: owner.userId, deviceId: owner.deviceId };
}

/**
 * Ends a new session that is not kept, and its device with it. Where the app has accounts already the server is asked first, because the
 * device must be none of theirs (C8); a token whose device is not known is forgotten instead.
 */
export async function endUnlessOurs(
  parts: OwnerParts & { readonly record: Pick<SessionRecord, 'accounts'> },
  baseUrl: string,
  token: GivenToken,
): Promise<void> {
  const ours = parts.record.accounts.flatMap(({ account }) => account ?? []);
  if (ours.length > 0) {
    const owner = await ownerOf(parts, baseUrl, token.accessToken);
    if (owner.is === 'unsaid' || ours.some(({ userId, deviceId }) => owner.userId === userId && owner.deviceId === deviceId)) {
      parts.log.write('warn', 'a session that was not kept may be of a device that is in use; it is left alone');
      return;
    }
  }
  await endSession(parts.http, baseUrl, token).catch((left: unknown) => parts.log.fault('ending a session that was not kept', left));
}
