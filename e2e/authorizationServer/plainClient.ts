import { createHash, randomBytes } from 'node:crypto';
import type { SystemBrowser } from '../browser/systemBrowser.ts';
import type { FollowOptions } from '../browser/follow.ts';
import { requestOk, type JsonAnswer } from '../homeserver/requestJson.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { deviceScope } from './server/deviceScope.ts';

const REDIRECT = 'http://127.0.0.1:9/callback';
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

interface PlainTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: string;
}

/** An OAuth client by hand, to look at the server without the app. */
export interface PlainClient {
  readonly clientId: string;
  readonly metadata: Readonly<Record<string, any>>;
  /** The address that the browser ends at: `code` and `state`, or `error`. */
  readonly authorize: (deviceId: string, options?: FollowOptions) => Promise<{ query: URLSearchParams; verifier: string }>;
  readonly trade: (code: string, verifier: string) => Promise<Answer>;
  /** `authorize`, then `trade`. */
  readonly signIn: (deviceId: string, options?: FollowOptions) => Promise<PlainTokens>;
  readonly refresh: (refreshToken: string) => Promise<Answer>;
  readonly revoke: (token: string) => Promise<Answer>;
  readonly startDeviceGrant: (deviceId: string) => Promise<Readonly<Record<string, any>>>;
  readonly askForDevice: (deviceCode: string) => Promise<Answer>;
}

type Answer = Pick<JsonAnswer, 'status' | 'body'>;

/** Asks the homeserver where to go, and registers there as the app does. */
export async function plainClient(homeserver: string, browser: SystemBrowser): Promise<PlainClient> {
  const metadata = await requestOk({ method: 'GET', url: `${homeserver}/_matrix/client/v1/auth_metadata` });
  const { client_id: clientId } = await requestOk({
    method: 'POST',
    url: metadata.registration_endpoint,
    body: {
      client_name: 'A plain client',
      client_uri: 'https://plain.example/',
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/callback'],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token', DEVICE_GRANT],
      token_endpoint_auth_method: 'none',
    },
  });
  const token = (form: Record<string, string>): Promise<Answer> => post(metadata.token_endpoint, { client_id: clientId, ...form });

  const authorize: PlainClient['authorize'] = async (deviceId, options = {}) => {
    const verifier = registerSecret(randomBytes(32).toString('base64url'));
    const url = new URL(metadata.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: REDIRECT,
      scope: deviceScope(deviceId),
      state: randomBytes(8).toString('hex'),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    const { end, text } = await browser.follow(url.href, { ...options, stopAt: REDIRECT });
    if (!end.startsWith(REDIRECT)) throw new Error(`the browser ended at a page: ${text}`);
    return { query: new URL(end).searchParams, verifier };
  };
  const trade: PlainClient['trade'] = (code, verifier) =>
    token({ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: REDIRECT });

  return {
    clientId,
    metadata,
    authorize,
    trade,
    signIn: async (deviceId, options) => {
      const { query, verifier } = await authorize(deviceId, options);
      const { status, body } = await trade(query.get('code') ?? '', verifier);
      if (status !== 200) throw new Error(`the code was not taken: ${status} ${body.error}`);
      return body;
    },
    refresh: (refreshToken) => token({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    revoke: (value) => post(metadata.revocation_endpoint, { client_id: clientId, token: value }),
    startDeviceGrant: async (deviceId) =>
      (await post(metadata.device_authorization_endpoint, { client_id: clientId, scope: deviceScope(deviceId) })).body,
    askForDevice: (deviceCode) => token({ grant_type: DEVICE_GRANT, device_code: deviceCode }),
  };
}

async function post(url: string, form: Record<string, string>): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}
