import type { Memory } from './memory.ts';
import type { State } from './state.ts';

export interface HomeserverLink {
  readonly call: (action: string, body: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly provision: (localpart: string, deviceId: string | undefined, deviceName: string | undefined) => Promise<void>;
  /** Removes from the homeserver the devices of sessions that have ended since the last call. */
  readonly settle: () => Promise<void>;
}

/** What MAS does at its homeserver: Synapse's `/_synapse/mas/`. */
export function homeserverLink(state: State, memory: Memory, secret: string): HomeserverLink {
  let known = new Map<string, ReadonlySet<string>>();

  const call: HomeserverLink['call'] = async (action, body) => {
    // As a provider for Synapse's own single sign-on there is nothing to keep in step.
    if (state.homeserver === null) return;
    const response = await fetch(`${state.homeserver}/_synapse/mas/${action}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
  };

  const devices = (): Map<string, ReadonlySet<string>> => {
    const found = new Map<string, Set<string>>();
    const handmade = [...state.handmade.values()].flatMap(({ localpart, deviceId }) =>
      deviceId === null ? [] : [{ localpart, deviceId }],
    );
    for (const { localpart, deviceId } of [...memory.sessions(), ...handmade]) {
      found.set(localpart, (found.get(localpart) ?? new Set()).add(deviceId));
    }
    return found;
  };

  return {
    call,
    provision: async (localpart, deviceId, deviceName) => {
      await call('provision_user', { localpart });
      if (deviceId === undefined) return;
      await call('upsert_device', { localpart, device_id: deviceId, display_name: deviceName ?? null });
    },
    settle: async () => {
      if (!state.settings.removesDevices) return;
      const before = known;
      known = devices();
      for (const [localpart, had] of before) {
        const has = known.get(localpart) ?? new Set();
        if ([...had].some((device) => !has.has(device))) await call('sync_devices', { localpart, devices: [...has] });
      }
    },
  };
}
