import type { HomeserverLink } from './homeserverLink.ts';
import { devicesIn } from './deviceScope.ts';
import type { State } from './state.ts';
import type { Middleware } from './traffic.ts';

/** What MAS does besides OAuth: a new session's device exists at the homeserver before the client hears of its token. */
export function afterwork(state: State, link: HomeserverLink): Middleware {
  return async (ctx, next) => {
    forgetBrowserSession(ctx);
    await next();
    const body = ctx.body as Record<string, unknown> | undefined;
    if (ctx.path.startsWith('/.well-known/') && ctx.status === 200) ctx.body = metadata(body ?? {}, state);
    if (ctx.path === '/oauth2/device' && ctx.status === 200) ctx.body = { ...body, interval: state.settings.deviceIntervalS };
    if (ctx.path === '/oauth2/token') await afterToken(ctx, body ?? {});
    await link.settle();
  };

  async function afterToken(ctx: Parameters<Middleware>[0], body: Record<string, unknown>): Promise<void> {
    const grantType = ctx.oidc?.params?.grant_type;
    if (ctx.status !== 200) {
      const undecided = ['authorization_pending', 'slow_down', 'access_denied', 'expired_token'];
      if (undecided.includes(String(body.error))) ctx.status = state.settings.deviceCodeErrorStatus;
      return;
    }
    if (grantType === 'refresh_token') {
      if (state.settings.refreshTokens === 'omit') delete body.refresh_token;
      return;
    }
    const { AccessToken: token, Client: client } = ctx.oidc.entities;
    const [device] = devicesIn(token?.scope ?? '');
    if (token && device !== undefined) await link.provision(token.accountId, device, client?.clientName);
  }
}

/** Every sign-in asks anew who it is, whoever this browser was the last time. */
function forgetBrowserSession(ctx: Parameters<Middleware>[0]): void {
  if (ctx.method !== 'GET' || !['/authorize', '/link'].includes(ctx.path)) return;
  const kept = ctx
    .get('cookie')
    .split('; ')
    .filter((cookie) => !cookie.startsWith('_session'));
  ctx.req.headers.cookie = kept.join('; ');
}

function metadata(body: Record<string, unknown>, { settings }: State): Record<string, unknown> {
  const merged = { ...body, ...settings.metadata };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}
