import { randomBytes } from 'node:crypto';
import { errors, interactionPolicy, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { accountActions } from './accountPages.ts';
import { scopeIsAllowed } from './deviceScope.ts';
import { htmlPage } from './html.ts';
import type { Memory } from './memory.ts';
import type { State } from './state.ts';

export function configuration(issuer: string, state: State, memory: Memory): Configuration {
  // Access tokens are for the homeserver; a resource of its own is how oidc-provider lets scopes through that it does not know.
  const matrix = `${issuer}matrix`;
  return {
    adapter: memory.adapter,
    cookies: { keys: [randomBytes(18).toString('base64url')] },
    routes: {
      authorization: '/authorize',
      token: '/oauth2/token',
      registration: '/oauth2/registration',
      revocation: '/oauth2/revoke',
      jwks: '/oauth2/keys.json',
      userinfo: '/oauth2/userinfo',
      device_authorization: '/oauth2/device',
      code_verification: '/link',
    },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientDefaults: { grant_types: ['authorization_code'] },
    discovery: {
      account_management_uri: `${issuer}account`,
      account_management_actions_supported: [...accountActions],
      prompt_values_supported: ['none', 'login', 'create'],
      introspection_endpoint: `${issuer}oauth2/introspect`,
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      registration: { enabled: true, issueRegistrationAccessToken: false },
      revocation: { enabled: true, allowedPolicy: (_, client, token) => token.clientId === client.clientId },
      deviceFlow: deviceFlow(),
      resourceIndicators: {
        enabled: true,
        defaultResource: (_, client, oneOf) => oneOf ?? (state.upstreamClients.has(client?.clientId ?? '') ? (undefined as never) : matrix),
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx) => {
          const scope = matrixScope(ctx);
          if (!scopeIsAllowed(scope)) throw new errors.InvalidScope('The device is refused by policy', scope);
          return { scope, accessTokenFormat: 'opaque' };
        },
      },
    },
    interactions: { policy: policy(), url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, localpart) => ({
      accountId: localpart,
      claims: () => ({ sub: localpart, preferred_username: localpart, name: localpart }),
    }),
    loadExistingGrant: async (ctx) => {
      const { client, session, provider, requestParamOIDCScopes, params } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope([...requestParamOIDCScopes].join(' '));
      if (params?.resource) grant.addResourceScope(matrix, matrixScope(ctx));
      await grant.save();
      return grant;
    },
    issueRefreshToken: (_, client) => state.settings.refreshTokens !== 'none' && client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: () => ['rotate', 'strict'].includes(state.settings.refreshTokens),
    revokeGrantPolicy: () => true,
    expiresWithSession: () => false,
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = htmlPage('Something went wrong', `<p>${out.error}</p><p>${out.error_description ?? ''}</p>`);
    },
    ttl: {
      AccessToken: () => state.settings.accessTokenLifetimeS,
      DeviceCode: () => state.settings.deviceCodeLifetimeS,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: 30 * 86_400,
      Grant: 30 * 86_400,
      Session: 86_400,
    },
  };
}

/** The scope that the request asks for, or else the one that was granted to what it trades in. */
function matrixScope({ oidc }: KoaContextWithOIDC): string {
  const { AuthorizationCode: code, RefreshToken: refresh, DeviceCode: device } = oidc.entities;
  const granted = code?.scope ?? refresh?.scope ?? device?.scope;
  return String(granted ?? oidc.params?.scope ?? '');
}

/** Asks each time, because the answer is what a test decides; nothing else is asked. */
function policy() {
  const { Check, Prompt, base } = interactionPolicy;
  const prompts = base();
  prompts.clear();
  const always = new Check('asked', 'whoever signs in is asked', 'interaction_required', (ctx) =>
    ctx.oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
  );
  prompts.add(new Prompt({ name: 'login', requestable: true }, always));
  for (const name of ['consent', 'create']) prompts.add(new Prompt({ name, requestable: true }));
  return prompts;
}

function deviceFlow(): NonNullable<Configuration['features']>['deviceFlow'] {
  const withButton = (form: string, button: string): string => form.replace('</form>', `<button>${button}</button></form>`);
  return {
    enabled: true,
    userCodeInputSource: (ctx, form, _, error) => {
      // Without the form: whoever is told so has to begin anew, at the application.
      ctx.body = error
        ? htmlPage('The device was not linked', '<p>Go back to the application.</p>')
        : htmlPage('Link a device', withButton(form, 'Continue'));
    },
    userCodeConfirmSource: (ctx, form, client, _, userCode) => {
      const abort = '<button name="abort" value="yes">Cancel</button></form>';
      const both = withButton(form, 'Continue').replace('</form>', abort);
      ctx.body = htmlPage(`Link ${client.clientName ?? 'a device'}`, `<p>${userCode}</p>${both}`);
    },
    successSource: (ctx) => {
      ctx.body = htmlPage('Device linked', '<p>You can go back to the application.</p>');
    },
  };
}
