import {
  CollectStrategy,
  DeviceId,
  DeviceLists,
  EncryptionSettings,
  OlmMachine,
  RequestType,
  RoomId as CryptoRoomId,
  UserId as CryptoUserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';
import type { WireEvent } from '../core/features/history/rowOf.ts';
import type { RoomId } from '../core/ids.ts';
import { isObject } from '../core/read/json.ts';
import { wasmReady } from '../engine/sdk/wasm.sdk.ts';

export const bob = '@bob:hs.test';
type Content = Readonly<Record<string, unknown>>;
interface Bodied {
  readonly id: string;
  readonly type: RequestType;
  readonly body: string;
}

let events = 0;

/** An event as a server sends it, later than any device is made. */
export function wireEvent(type: string, content: Content, more: Partial<WireEvent> = {}): WireEvent {
  events += 1;
  return { event_id: `$${events}`, type, sender: bob, origin_server_ts: Date.now() + 100_000, content, ...more };
}

/** Another person's device: the real crypto module, which encrypts, and hands its keys out when the test says so. */
export class OtherDevice {
  readonly machine: OlmMachine;
  /** To share a session anew is to begin another. */
  private readonly begun = new Set<RoomId>();

  private constructor(machine: OlmMachine) {
    this.machine = machine;
  }

  static async make(userId = bob): Promise<OtherDevice> {
    await wasmReady;
    const device = new OtherDevice(await OlmMachine.initialize(new CryptoUserId(userId), new DeviceId('OTHER')));
    await device.upload();
    return device;
  }

  /** An event of its session in the room, which it begins if need be; nobody gets the key. */
  async encrypt(roomId: RoomId, content: Content, more: Partial<WireEvent> = {}, type = 'm.room.message'): Promise<WireEvent> {
    if (!this.begun.has(roomId)) await this.machine.shareRoomKey(new CryptoRoomId(roomId), [], new EncryptionSettings());
    this.begun.add(roomId);
    const text = await this.machine.encryptRoomEvent(new CryptoRoomId(roomId), type, JSON.stringify(content));
    return wireEvent('m.room.encrypted', JSON.parse(text) as Content, more);
  }

  /** What is encrypted from now on is of another session. */
  async turnOver(roomId: RoomId): Promise<void> {
    await this.machine.invalidateGroupSession(new CryptoRoomId(roomId));
    this.begun.delete(roomId);
  }

  /** As a key file holds them, of these sessions. */
  exported(sessions: readonly string[]): Promise<string> {
    return this.machine.exportRoomKeys((session) => sessions.includes(session.sessionId));
  }

  /** Its room's session as it is now, in a message from device to device. */
  async keyFor(machine: OlmMachine, roomId: RoomId): Promise<object> {
    const me = machine.userId.toString();
    await this.meet(machine);
    const settings = new EncryptionSettings();
    settings.sharingStrategy = CollectStrategy.allDevices();
    const [request] = await this.machine.shareRoomKey(new CryptoRoomId(roomId), [new CryptoUserId(me)], settings);
    const { messages } = JSON.parse(request!.body) as { messages: Record<string, Record<string, object>> };
    return { type: request!.event_type, sender: this.machine.userId.toString(), content: messages[me]![machine.deviceId.toString()] };
  }

  /** Knows its keys, and has an Olm session with it. */
  private async meet(machine: OlmMachine): Promise<void> {
    const [me, device] = [machine.userId.toString(), machine.deviceId.toString()];
    const uploads = (await machine.outgoingRequests()) as unknown as readonly Bodied[];
    const upload = JSON.parse(uploads.find(({ type }) => type === RequestType.KeysUpload)!.body) as {
      device_keys: object;
      one_time_keys: Record<string, object>;
    };
    await this.machine.updateTrackedUsers([new CryptoUserId(me)]);
    for (const { id, type } of (await this.machine.outgoingRequests()) as unknown as readonly Bodied[])
      if (type === RequestType.KeysQuery)
        await this.machine.markRequestAsSent(id, type, JSON.stringify({ device_keys: { [me]: { [device]: upload.device_keys } } }));
    const claim = await this.machine.getMissingSessions([new CryptoUserId(me)]);
    if (!claim) return;
    const [name, key] = Object.entries(upload.one_time_keys)[0]!;
    await this.machine.markRequestAsSent(
      claim.id,
      claim.type,
      JSON.stringify({ one_time_keys: { [me]: { [device]: { [name]: key } } }, failures: {} }),
    );
  }

  private async upload(): Promise<void> {
    for (const { id, type } of (await this.machine.outgoingRequests()) as unknown as readonly Bodied[])
      if (type === RequestType.KeysUpload)
        await this.machine.markRequestAsSent(id, type, '{"one_time_key_counts":{"signed_curve25519":50}}');
  }
}

export const sessionOf = ({ content }: WireEvent): string => String(content.session_id);

/** How a key comes. */
export const arrivals = {
  file: (machine: OlmMachine, exported: string) => machine.importExportedRoomKeys(exported, () => undefined),
  /** As it stands in a backup, once decrypted. */
  backup: (machine: OlmMachine, exported: string) => {
    const rooms = new Map<CryptoRoomId, Map<string, unknown>>();
    for (const key of JSON.parse(exported) as readonly { room_id: string; session_id: string }[]) {
      if (!isObject(key)) continue;
      rooms.set(new CryptoRoomId(key.room_id), new Map([[key.session_id, key]]));
    }
    return machine.importBackedUpRoomKeys(rooms, () => undefined, '1');
  },
} as const;

export const receive = (machine: OlmMachine, messages: readonly object[]): Promise<unknown> =>
  machine.receiveSyncChanges(JSON.stringify(messages), new DeviceLists(), new Map([['signed_curve25519', 50]]));
