import { Failure } from '../../../core/errors.ts';
import { isUserId } from '../../../core/ids.ts';
import type { Log } from '../../log.ts';
import type { GivenToken } from '../askForToken.ts';
import { endSession } from '../endSession.ts';
import type { OAuthGrant } from '../grant.ts';
import { homeserverAt } from '../homeserver.ts';
import type { Http } from '../http.ts';
import type { AuthMetadata } from './metadata.ts';
import type { TokenAnswer } from './tokenAnswer.ts';

export interface WhoseParts {
  readonly http: Http;
  readonly log: Log;
}

type Issued = TokenAnswer & Pick<GivenToken, 'grant' | 'askedAt'>;

/** The token endpoint does not say whose token it gave; the homeserver does (I5). */
export async function whose(parts: WhoseParts, baseUrl: string, isNew: boolean, token: Issued): Promise<GivenToken> {
  try {
    const { verdict, userId, deviceId } = await homeserverAt(parts.http, baseUrl).whoami(token.accessToken);
    if (verdict.is === 'noAnswer') throw new Failure(verdict.error);
    if (verdict.is === 'locked') throw new Failure({ code: 'accountLocked', message: verdict.message });
    if (verdict.is !== 'alive' || userId === null || !isUserId(userId)) throw new Failure({ code: 'serverFailing', status: 401 });
    return { ...token, userId, deviceId: deviceId ?? '', namedBaseUrl: null };
  } catch (cause) {
    parts.log.conceal(token.accessToken);
    // Of a device that is in use nothing may be ended: that would delete the device and its keys.
    if (isNew) await endUnkept(parts, baseUrl, token);
    throw cause;
  }
}

export async function endUnkept({ http, log }: WhoseParts, baseUrl: string, token: Omit<Issued, 'askedAt'>): Promise<void> {
  await endSession(http, baseUrl, token).catch((left: unknown) => log.cause('ending a session that was not kept', left));
}

export function grantOf(metadata: AuthMetadata, clientId: string): OAuthGrant {
  return { is: 'oauth', issuer: metadata.issuer, clientId, tokenEndpoint: metadata.token_endpoint, revocationEndpoint: metadata.revocation_endpoint };
}
