import type { LoginToken } from '../../../core/ids.ts';
import type { Log } from '../../log.ts';
import type { AppLinks } from '../browser/appLinks.ts';
import { openLoopbackRedirect } from '../browser/loopbackRedirect.ts';
import type { BrowserTask } from '../browser/browserTask.ts';
import { newNonce } from '../oauth/pkce.ts';

export interface SsoRequest {
  readonly baseUrl: string;
  readonly provider: string | null;
  readonly log: Log;
  readonly links: AppLinks;
  readonly browserTask: BrowserTask;
  readonly signal: AbortSignal;
  readonly onBrowser: () => void;
}

/** Sends people to the server's sign-in page and waits for the one-time token that they come back with (C6). */
export async function askForLoginToken({ baseUrl, provider, log, links, browserTask, signal, onBrowser }: SsoRequest): Promise<LoginToken> {
  const nonce = newNonce();
  log.conceal(nonce);
  const back = await openLoopbackRedirect({
    log,
    links,
    path: `/${nonce}`,
    appLink: `latchkey://sign-in/${nonce}`,
    isAwaited: (query) => Boolean(query.get('loginToken')),
    signal,
  });
  try {
    await browserTask.begin(ssoRedirectUrl(baseUrl, provider, back.url));
    onBrowser();
    const token = (await back.answer).get('loginToken') as LoginToken;
    browserTask.returned();
    log.conceal(token);
    return token;
  } finally {
    back.close();
    browserTask.done();
  }
}

/** Where the browser starts (CS "Client login via SSO"); `provider` null: the server's own page. */
function ssoRedirectUrl(baseUrl: string, provider: string | null, redirectUrl: string): string {
  const url = new URL(`${baseUrl}/_matrix/client/v3/login/sso/redirect${provider === null ? '' : `/${encodeURIComponent(provider)}`}`);
  url.searchParams.set('action', 'login');
  url.searchParams.set('redirectUrl', redirectUrl);
  return url.href;
}
