import { Failure } from '../../core/errors.ts';
import type { OwnDevice } from '../../core/features/account/ownAccount.ts';
import type { Account } from '../../core/session/account.ts';
import type { HostHandlers } from '../host/ipc.ts';
import { isEmptyObject } from '../http/success.ts';
import type { AccountServer } from './accountServer.ts';
import { devicesShape } from './accountShapes.ts';
import type { Confirmer } from './confirmer.ts';
import { mustBeDone, readAnswer } from './readAnswer.ts';

/** The account's devices: this one, and those that can be renamed and removed from here. */
export function ownDevices(
  server: AccountServer,
  confirmer: Confirmer,
  own: () => Account,
): Pick<HostHandlers, 'ownDevices' | 'renameDevice' | 'removeDevices'> {
  return {
    ownDevices: () => read(server, own().deviceId),
    renameDevice: async ({ deviceId, name }) => {
      mustBeDone(await server.send({ method: 'PUT', path: `/v3/devices/${encodeURIComponent(deviceId)}`, body: { display_name: name } }));
    },
    removeDevices: ({ deviceIds }) => {
      if (deviceIds.includes(own().deviceId)) throw new Failure({ code: 'badArgument', field: 'deviceIds' });
      return confirmer.begin({ path: '/v3/delete_devices', body: { devices: deviceIds }, isSuccess: isEmptyObject, done: () => undefined });
    },
  };
}

async function read(server: AccountServer, here: string): Promise<readonly OwnDevice[]> {
  const { devices } = readAnswer(await server.send({ method: 'GET', path: '/v3/devices' }), devicesShape);
  return devices
    .map(({ device_id: deviceId, display_name: name, last_seen_ts: ts, last_seen_ip: ip }): OwnDevice => ({
      deviceId,
      name: name ?? null,
      lastSeenTs: ts ?? null,
      lastSeenIp: ip ?? null,
      here: deviceId === here,
    }))
    .toSorted(
      (a, b) => Number(b.here) - Number(a.here) || (b.lastSeenTs ?? 0) - (a.lastSeenTs ?? 0) || a.deviceId.localeCompare(b.deviceId),
    );
}
