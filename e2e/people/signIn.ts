import type { Account } from '../homeserver/startHomeserver.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { api } from './api.ts';

export interface SignedIn {
  readonly userId: string;
  readonly deviceId: string;
  readonly token: string;
  readonly refreshToken: string | undefined;
}

export interface SignInOptions {
  readonly deviceId?: string | undefined;
  readonly deviceName?: string | undefined;
  readonly refreshToken?: boolean;
}

/** A session of somebody's by password, without a client behind it. */
export async function signIn(homeserver: string, account: Account, options: SignInOptions = {}): Promise<SignedIn> {
  if (account.signIn) return account.signIn(options);
  const answer = await api({ homeserver }).post('v3/login', {
    type: 'm.login.password',
    identifier: { type: 'm.id.user', user: account.userId },
    password: account.password,
    device_id: options.deviceId,
    initial_device_display_name: options.deviceName,
    refresh_token: options.refreshToken,
  });
  return {
    userId: answer.user_id,
    deviceId: answer.device_id,
    token: registerSecret(answer.access_token),
    refreshToken: answer.refresh_token === undefined ? undefined : registerSecret(answer.refresh_token),
  };
}
