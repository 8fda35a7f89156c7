import { z } from 'zod';
import { Failure } from '../../../core/errors.ts';
import type { Http } from '../../http/http.ts';
import { deviceCodeGrant, offersDeviceCode } from './metadata.ts';
import type { AuthMetadata } from './metadata.ts';
import { errorOfOAuth } from './oauthError.ts';

/** Its host, turned round, begins the scheme below (MSC2966). */
const clientUri = 'https://latchkey.chat/';
/** Without its port, which the authorisation request may choose (RFC 8252, 7.3). */
const loopbackRedirect = 'http://127.0.0.1/callback';
export const appRedirect = 'chat.latchkey:/callback';

const answerShape = z.object({ client_id: z.string().min(1).max(1024) });

/** Dynamic registration, anew for each authorisation (I2). Returns the client ID. */
export async function registerClient(http: Http, metadata: AuthMetadata, signal: AbortSignal): Promise<string> {
  const answer = await http.send({ method: 'POST', url: metadata.registration_endpoint, body: clientMetadata(metadata), signal });
  const read = answerShape.safeParse(answer.json);
  if (answer.status >= 200 && answer.status < 300 && read.success) return read.data.client_id;
  throw new Failure(errorOfOAuth(answer));
}

function clientMetadata(metadata: AuthMetadata): unknown {
  return {
    application_type: 'native',
    client_name: 'Latchkey',
    client_uri: clientUri,
    redirect_uris: [loopbackRedirect, appRedirect],
    token_endpoint_auth_method: 'none',
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token', ...(offersDeviceCode(metadata) ? [deviceCodeGrant] : [])],
  };
}
