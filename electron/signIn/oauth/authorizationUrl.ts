import type { DeviceId, UserId } from '../../../core/ids.ts';
import { offersCreation } from './metadata.ts';
import type { AuthMetadata } from './metadata.ts';
import { scopeFor } from './scope.ts';

export interface Authorization {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly challenge: string;
  readonly deviceId: DeviceId;
  /** Who signs in again, or null; servers may ignore it (MSC4198). */
  readonly hint: UserId | null;
  readonly create: boolean;
}

/** Where the browser starts (CS "Authorization code flow"). */
export function authorizationUrl(
  metadata: AuthMetadata,
  { clientId, redirectUri, state, challenge, deviceId, hint, create }: Authorization,
): string {
  const url = new URL(metadata.authorization_endpoint);
  const query = {
    response_type: 'code',
    response_mode: 'query',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopeFor(deviceId),
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...(create && offersCreation(metadata) && { prompt: 'create' }),
    ...(hint !== null && { login_hint: `mxid:${hint}` }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
