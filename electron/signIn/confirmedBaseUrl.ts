import type { AccessToken } from '../../core/ids.ts';
import type { Log } from '../log.ts';
import { homeserverAt } from './homeserver.ts';
import type { LoginAnswer } from './homeserver.ts';
import type { Http } from '../http/http.ts';

interface Given extends Pick<LoginAnswer, 'userId' | 'deviceId'> {
  readonly accessToken: AccessToken;
  readonly namedBaseUrl: string | null;
}

/** The address that the answer to a sign-in names, if the same session answers there; else the one that gave the answer (C23). */
export async function confirmedBaseUrl(http: Http, log: Log, baseUrl: string, token: Given): Promise<string> {
  const { namedBaseUrl } = token;
  if (namedBaseUrl === null) return baseUrl;
  try {
    const { verdict, userId, deviceId } = await homeserverAt(http, namedBaseUrl).whoami(token.accessToken);
    if (verdict.is === 'alive' && userId === token.userId && deviceId === token.deviceId) return namedBaseUrl;
    log.write('warn', 'the server names an address where this session is not known; it is not used');
  } catch (cause) {
    log.fault('looking at the address that the server names', cause);
  }
  return baseUrl;
}
