import { createHash } from 'node:crypto';
import { FakeHttp } from '../../http/FakeHttp.ts';
import type { HttpAnswer, HttpRequest } from '../../http/http.ts';
import { deviceCodeGrant } from './metadata.ts';

const at = (path: string): string => `https://auth.test${path}`;

export const metadataJson = {
  issuer: at('/'),
  authorization_endpoint: at('/authorize'),
  token_endpoint: at('/token'),
  revocation_endpoint: at('/revoke'),
  registration_endpoint: at('/register'),
  device_authorization_endpoint: at('/device'),
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', 'refresh_token', deviceCodeGrant],
  response_modes_supported: ['query', 'fragment'],
  code_challenge_methods_supported: ['S256'],
  account_management_uri: at('/account/?lang=en'),
  account_management_actions_supported: ['org.matrix.devices_list', 'org.matrix.device_delete', 'org.matrix.session_end'],
};

/** An authorisation server and its homeserver that check what a client has to send. */
export class FakeAuthServer {
  readonly http = new FakeHttp();
  cacheControl: string | null = null;
  user = '@alice:hs.test';
  readonly registered: Record<string, unknown>[] = [];
  readonly revoked: string[] = [];
  /** What the token endpoint says to questions about a device code, one after the other; then tokens. */
  polls: Partial<HttpAnswer>[] = [];
  whoami: Partial<HttpAnswer> | null = null;
  private challenge = '';
  private redirectUri = '';
  private deviceId = '';
  private codes = 0;

  constructor() {
    this.http
      .on('/_matrix/client/v1/auth_metadata', () => ({ json: metadataJson, cacheControl: this.cacheControl }))
      .on('/register', ({ body }) => {
        this.registered.push(body as Record<string, unknown>);
        return { status: 201, json: { client_id: `client${this.registered.length}` } };
      })
      .on('/device', ({ form }) => {
        this.deviceId = deviceIn(form?.['scope'] ?? '');
        return {
          json: {
            device_code: 'the-device-code',
            user_code: 'ABCD-EFGH',
            verification_uri: at('/link'),
            verification_uri_complete: at('/link?code=ABCD-EFGH'),
            expires_in: 600,
            interval: 2,
          },
        };
      })
      .on('/token', (request) => this.token(request))
      .on('/revoke', ({ form }) => {
        this.revoked.push(`${form?.['token_type_hint']} ${form?.['token']} ${form?.['client_id']}`);
        return { json: {} };
      })
      .on('/_matrix/client/v3/account/whoami', () => this.whoami ?? { json: { user_id: this.user, device_id: this.deviceId } });
  }

  /** What the person's browser does at the authorisation endpoint; answers where it is sent to. */
  consent(url: string): URL {
    const query = new URL(url).searchParams;
    this.challenge = query.get('code_challenge') ?? '';
    this.redirectUri = query.get('redirect_uri') ?? '';
    this.deviceId = deviceIn(query.get('scope') ?? '');
    const back = new URL(this.redirectUri);
    back.searchParams.set('state', query.get('state') ?? '');
    back.searchParams.set('code', `code-${++this.codes}`);
    return back;
  }

  private token({ form }: HttpRequest): Partial<HttpAnswer> {
    const tokens = { json: { access_token: 'mat_access', token_type: 'Bearer', expires_in: 300, refresh_token: 'mar_refresh' } };
    if (form?.['grant_type'] === deviceCodeGrant) return this.polls.shift() ?? tokens;
    const proof = createHash('sha256')
      .update(form?.['code_verifier'] ?? '')
      .digest('base64url');
    const isRight = form?.['code'] === `code-${this.codes}` && proof === this.challenge && form['redirect_uri'] === this.redirectUri;
    return isRight ? tokens : { status: 400, json: { error: 'invalid_grant' } };
  }
}

export function authServer(): FakeAuthServer {
  return new FakeAuthServer();
}

/** Exactly one device has to be asked for (I4). */
function deviceIn(scope: string): string {
  const devices = scope.split(' ').filter((one) => one.startsWith('urn:matrix:client:device:'));
  if (devices.length !== 1 || !scope.split(' ').includes('urn:matrix:client:api:*')) throw new Error(`not a scope: ${scope}`);
  return devices[0]!.slice('urn:matrix:client:device:'.length);
}
