/** Where the browser starts (CS "Client login via SSO"); `provider` null: the server's own page. */
export function ssoRedirectUrl(baseUrl: string, provider: string | null, redirectUrl: string): string {
  const url = new URL(`${baseUrl}/_matrix/client/v3/login/sso/redirect${provider === null ? '' : `/${encodeURIComponent(provider)}`}`);
  url.searchParams.set('action', 'login');
  url.searchParams.set('redirectUrl', redirectUrl);
  return url.href;
}
