import type { MatrixClient } from 'matrix-js-sdk';
import { waitUntil } from '../run/waitUntil.ts';
import type { Api } from './api.ts';

interface DeviceKeys {
  readonly deviceId: string;
  readonly ed25519: string;
  readonly curve25519: string;
}

export interface Devices {
  /** What the server tells about the devices of a user, asked anew. */
  readonly queryDeviceKeys: (userId: string) => Promise<readonly DeviceKeys[]>;
  /** Until this device encrypts for that one, too. */
  readonly waitForDevice: (userId: string, deviceId: string) => Promise<void>;
  readonly sendToDevice: (type: string, userId: string, deviceId: string, content: object) => Promise<void>;
  /** Through Olm; both must share an encrypted room, or this device does not follow that one. */
  readonly sendEncryptedToDevice: (type: string, userId: string, deviceId: string, content: object) => Promise<void>;
}

export function devices(client: MatrixClient, api: Api): Devices {
  return {
    queryDeviceKeys: async (userId) => {
      const { device_keys: keys } = await api.post('v3/keys/query', { device_keys: { [userId]: [] } });
      return Object.entries<{ keys: Record<string, string> }>(keys[userId] ?? {}).map(([deviceId, device]) => ({
        deviceId,
        ed25519: device.keys[`ed25519:${deviceId}`] ?? '',
        curve25519: device.keys[`curve25519:${deviceId}`] ?? '',
      }));
    },
    waitForDevice: async (userId, deviceId) => {
      await waitUntil(`${client.getUserId()} to know device ${deviceId}`, async () => {
        const known = await client.getCrypto()?.getUserDeviceInfo([userId], true);
        return known?.get(userId)?.has(deviceId);
      });
    },
    sendToDevice: async (type, userId, deviceId, content) => {
      await client.sendToDevice(type, new Map([[userId, new Map([[deviceId, { ...content }]])]]));
    },
    sendEncryptedToDevice: async (type, userId, deviceId, content) => {
      const batch = await client.getCrypto()?.encryptToDeviceMessages(type, [{ userId, deviceId }], content);
      if (batch === undefined || batch.batch.length === 0) throw new Error(`no Olm session with ${deviceId}`);
      await client.queueToDevice(batch);
    },
  };
}
