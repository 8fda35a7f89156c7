import { Failure } from '../../../core/errors.ts';
import type { AccessToken, RefreshToken } from '../../../core/ids.ts';
import type { Http } from '../../http/http.ts';
import { isEmptyObject } from '../../http/success.ts';
import { errorOfOAuth, oauthErrorCode } from './oauthError.ts';

export interface Revocation {
  readonly revocationEndpoint: string;
  readonly clientId: string;
  readonly accessToken: AccessToken;
  readonly refreshToken: RefreshToken | null;
}

/** RFC 7009: ends the session and deletes its device (I11). Done also where the server no longer knows token or client. */
export async function revoke(http: Http, { revocationEndpoint, clientId, accessToken, refreshToken }: Revocation): Promise<void> {
  const kind = refreshToken === null ? 'access_token' : 'refresh_token';
  const form = { token: refreshToken ?? accessToken, token_type_hint: kind, client_id: clientId };
  const answer = await http.send({ method: 'POST', url: revocationEndpoint, form, limitMs: 10_000 });
  // RFC 7009, 2.2 says nothing about the body. But a page for people, or JSON about something, comes from something in between, and ended
  // nothing (E11).
  const isAboutElse = answer.text.trimStart().startsWith('<') || (answer.json !== undefined && !isEmptyObject(answer.json));
  if ((answer.status === 200 && !isAboutElse) || oauthErrorCode(answer) === 'invalid_client') return;
  throw new Failure(errorOfOAuth(answer));
}
