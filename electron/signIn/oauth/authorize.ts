import { Failure } from '../../../core/errors.ts';
import type { DeviceId, UserId } from '../../../core/ids.ts';
import type { Log } from '../../log.ts';
import type { AppLinks } from '../browser/appLinks.ts';
import type { BrowserTask } from '../browser/browserTask.ts';
import { isSame, openLoopbackRedirect } from '../browser/loopbackRedirect.ts';
import type { Http } from '../../http/http.ts';
import { authorizationUrl } from './authorizationUrl.ts';
import type { AuthMetadata } from './metadata.ts';
import { newNonce, newPkce } from './pkce.ts';
import { appRedirect, registerClient } from './registerClient.ts';

export interface OAuthRequest {
  readonly http: Http;
  readonly log: Log;
  readonly links: AppLinks;
  readonly browserTask: BrowserTask;
  readonly metadata: AuthMetadata;
  readonly deviceId: DeviceId;
  readonly hint: UserId | null;
  readonly create: boolean;
  readonly signal: AbortSignal;
}

/** A client and what its token request has to say; all but `clientId` is secret or of one use. */
export interface Authorized {
  readonly clientId: string;
  readonly form: Readonly<Record<string, string>>;
}

/** Sends people to the authorisation server and waits for the code that they come back with (I2–I4). */
export async function authorize(request: OAuthRequest, onBrowser: () => void): Promise<Authorized> {
  const { http, log, links, browserTask, metadata, deviceId, hint, create, signal } = request;
  const state = newNonce();
  const { verifier, challenge } = newPkce();
  for (const secret of [state, verifier]) log.conceal(secret);
  const back = await openLoopbackRedirect({
    log,
    links,
    path: '/callback',
    appLink: appRedirect,
    isAwaited: (query) => isOurs(query, state, metadata),
    signal,
  });
  try {
    const clientId = await registerClient(http, metadata, signal);
    await browserTask.begin(authorizationUrl(metadata, { clientId, redirectUri: back.url, state, challenge, deviceId, hint, create }));
    onBrowser();
    const answer = await back.answer;
    browserTask.returned();
    const code = codeIn(answer);
    log.conceal(code);
    return {
      clientId,
      form: { grant_type: 'authorization_code', code, redirect_uri: back.url, client_id: clientId, code_verifier: verifier },
    };
  } finally {
    back.close();
    browserTask.done();
  }
}

/** The answer of this server to this request (RFC 6749, 10.12; RFC 9207). */
function isOurs(query: URLSearchParams, state: string, metadata: AuthMetadata): boolean {
  if (!isSame(query.get('state') ?? '', state)) return false;
  const issuer = query.get('iss');
  if (issuer === null ? metadata.authorization_response_iss_parameter_supported === true : issuer !== metadata.issuer) return false;
  return query.has('code') || query.has('error');
}

function codeIn(query: URLSearchParams): string {
  const code = query.get('code');
  if (code !== null && code !== '') return code;
  const errcode = query.get('error') ?? '';
  if (errcode === 'access_denied') throw new Failure({ code: 'signInDenied' });
  throw new Failure({
    code: 'refused',
    errcode: errcode.slice(0, 100),
    status: 0,
    message: (query.get('error_description') ?? '').slice(0, 500),
  });
}
