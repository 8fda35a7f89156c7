import type { AccessToken, RefreshToken } from '../../core/ids.ts';
import type { Grant } from '../tokens/grant.ts';
import { homeserverAt } from './homeserver.ts';
import type { Http } from '../http/http.ts';
import { revoke } from './oauth/revoke.ts';

export interface Ending {
  readonly accessToken: AccessToken;
  readonly refreshToken: RefreshToken | null;
  readonly grant: Grant;
}

/**
 * Ends the session of these tokens by the API that issued them (H10); with it goes their device. Rejects where the server did not confirm
 * it.
 */
export async function endSession(http: Http, baseUrl: string, { accessToken, refreshToken, grant }: Ending): Promise<void> {
  if (grant.is === 'login') return homeserverAt(http, baseUrl).logout(accessToken);
  const { revocationEndpoint, clientId } = grant;
  return revoke(http, { revocationEndpoint, clientId, accessToken, refreshToken });
}
