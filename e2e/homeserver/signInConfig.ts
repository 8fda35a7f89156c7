import type { HomeserverOptions, SsoOptions } from './homeserverOptions.ts';

/** What Synapse's configuration says of signing in, where passwords are not all there is. */
export async function signInConfig(url: string, { delegated, sso }: HomeserverOptions): Promise<Readonly<Record<string, unknown>>> {
  if (delegated) {
    return {
      matrix_authentication_service: { enabled: true, endpoint: delegated.issuer, secret: delegated.secret },
      password_config: { enabled: false },
    };
  }
  return sso ? ssoConfig(url, sso) : {};
}

async function ssoConfig(url: string, { by, providers = [{ id: 'house', name: 'House account' }], ...sso }: SsoOptions) {
  const { clientId, clientSecret } = await by.registerUpstream(`${url}/_synapse/client/oidc/callback`);
  return {
    oidc_providers: providers.map(({ id, name, brand, icon }) => ({
      idp_id: id,
      idp_name: name,
      ...(brand !== undefined && { idp_brand: brand }),
      ...(icon !== undefined && { idp_icon: icon }),
      issuer: by.issuer,
      client_id: clientId,
      client_secret: clientSecret,
      scopes: ['openid', 'profile'],
      // Its addresses are not https.
      skip_verification: true,
      user_profile_method: 'userinfo_endpoint',
      allow_existing_users: true,
      user_mapping_provider: {
        config: { localpart_template: '{{ user.preferred_username }}', display_name_template: '{{ user.name }}' },
      },
    })),
    // Every address begins with the empty one.
    sso: { client_whitelist: sso.confirmPage ? [] : [''] },
    password_config: { enabled: sso.passwords ?? true },
  };
}
