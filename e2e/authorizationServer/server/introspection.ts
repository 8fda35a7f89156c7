import type Provider from 'oidc-provider';
import { deviceScope } from './deviceScope.ts';
import type { Memory } from './memory.ts';
import type { State } from './state.ts';
import type { Middleware } from './traffic.ts';

/** RFC 7662, as Synapse asks it of MAS: with the shared secret. */
export function introspection(provider: Provider, state: State, memory: Memory, secret: string): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== '/oauth2/introspect') return next();
    if (ctx.get('authorization') !== `Bearer ${secret}`) {
      ctx.status = 401;
      ctx.body = { error: 'invalid_client' };
      return;
    }
    const form = new URLSearchParams((ctx.req as unknown as { body: string }).body);
    ctx.body = await describe(form.get('token') ?? '');
  };

  async function describe(token: string): Promise<object> {
    const handmade = state.handmade.get(token);
    if (handmade) {
      const { localpart, deviceId } = handmade;
      if (state.locked.has(localpart)) return { active: false };
      const scope = deviceId === null ? 'urn:matrix:client:api:* urn:synapse:admin:*' : deviceScope(deviceId);
      return { active: true, username: localpart, sub: localpart, scope, expires_in: 86_400 };
    }
    const found = await provider.AccessToken.find(token);
    const grant = found?.grantId === undefined ? undefined : await provider.Grant.find(found.grantId);
    if (!found?.isValid || !grant || state.locked.has(found.accountId)) return { active: false };
    memory.accessTokenUsed(token);
    return {
      active: true,
      username: found.accountId,
      sub: found.accountId,
      scope: found.scope,
      client_id: found.clientId,
      token_type: 'access_token',
      iat: found.iat,
      exp: found.exp,
      expires_in: found.remainingTTL,
    };
  }
}
