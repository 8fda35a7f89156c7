import { requestOk, type JsonRequest } from './requestJson.ts';
import { registerSecret } from '../run/secretsUsed.ts';

export interface AdminApi {
  readonly deleteDevice: (userId: string, deviceId: string) => Promise<void>;
  readonly listDevices: (userId: string) => Promise<readonly string[]>;
  readonly lock: (userId: string) => Promise<void>;
  readonly unlock: (userId: string) => Promise<void>;
  readonly suspend: (userId: string, suspended?: boolean) => Promise<void>;
  readonly deactivate: (userId: string) => Promise<void>;
  /** Synapse's default of `logoutDevices` is true: it deletes all devices of the user. */
  readonly resetPassword: (userId: string, password: string, options: { logoutDevices: boolean }) => Promise<void>;
  /** An e-mail address that the server takes for confirmed. */
  readonly addEmail: (userId: string, address: string) => Promise<void>;
  readonly whois: (userId: string) => Promise<{ readonly devices: Record<string, unknown> }>;
}

/** Synapse's admin API, as the server's own admin. */
export function adminApi(url: string, adminToken: () => string): AdminApi {
  const call = (method: JsonRequest['method'], path: string, body?: unknown) =>
    requestOk({ method, url: `${url}/_synapse/admin/${path}`, token: adminToken(), body });
  const user = (version: 'v1' | 'v2', userId: string): string => `${version}/users/${encodeURIComponent(userId)}`;
  return {
    deleteDevice: async (userId, deviceId) => {
      await call('DELETE', `${user('v2', userId)}/devices/${encodeURIComponent(deviceId)}`);
    },
    listDevices: async (userId) => {
      const { devices } = await call('GET', `${user('v2', userId)}/devices`);
      return devices.map((device: { device_id: string }) => device.device_id);
    },
    lock: (userId) => call('PUT', user('v2', userId), { locked: true }),
    unlock: (userId) => call('PUT', user('v2', userId), { locked: false }),
    suspend: (userId, suspended = true) => call('PUT', `v1/suspend/${encodeURIComponent(userId)}`, { suspend: suspended }),
    deactivate: (userId) => call('POST', `v1/deactivate/${encodeURIComponent(userId)}`, { erase: false }),
    resetPassword: (userId, password, { logoutDevices }) =>
      call('POST', `v1/reset_password/${encodeURIComponent(userId)}`, {
        new_password: registerSecret(password),
        logout_devices: logoutDevices,
      }),
    addEmail: (userId, address) => call('PUT', user('v2', userId), { threepids: [{ medium: 'email', address }] }),
    whois: (userId) => call('GET', `v1/whois/${encodeURIComponent(userId)}`),
  };
}
