import { Failure } from '../../../core/errors.ts';
import type { GivenToken } from '../askForToken.ts';
import { endSession } from '../endSession.ts';
import type { OAuthGrant } from '../../tokens/grant.ts';
import { ownerOf } from '../tokenOwner.ts';
import type { OwnerParts } from '../tokenOwner.ts';
import type { AuthMetadata } from './metadata.ts';
import type { TokenAnswer } from './tokenAnswer.ts';

type Issued = TokenAnswer & Pick<GivenToken, 'grant' | 'askedAt'>;

/**
 * The token endpoint does not say whose token it gave; the homeserver does (I5). Of a device that is in use nothing may be ended, or that
 * deletes the device and its keys: there the caller judges what is not known.
 */
export async function withOwner(parts: OwnerParts, baseUrl: string, isNew: boolean, token: Issued): Promise<GivenToken> {
  parts.log.conceal(token.accessToken);
  const owner = await ownerOf(parts, baseUrl, token.accessToken);
  if (owner.is === 'named') return { ...token, userId: owner.userId, deviceId: owner.deviceId, namedBaseUrl: null };
  if (!isNew) return { ...token, userId: null, deviceId: null, namedBaseUrl: null };
  await endUnkept(parts, baseUrl, token);
  throw new Failure(owner.error);
}

export async function endUnkept({ http, log }: OwnerParts, baseUrl: string, token: Omit<Issued, 'askedAt'>): Promise<void> {
  await endSession(http, baseUrl, token).catch((left: unknown) => log.fault('ending a session that was not kept', left));
}

export function grantOf(metadata: AuthMetadata, clientId: string): OAuthGrant {
  return {
    is: 'oauth',
    issuer: metadata.issuer,
    clientId,
    tokenEndpoint: metadata.token_endpoint,
    revocationEndpoint: metadata.revocation_endpoint,
  };
}
