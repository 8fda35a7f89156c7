import {
  DecryptionErrorCode,
  DecryptionSettings,
  MegolmDecryptionError,
  RoomId,
  ShieldStateCode,
  TrustRequirement,
  type DecryptedRoomEvent,
  type OlmMachine,
} from '@matrix-org/matrix-sdk-crypto-wasm';
import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import { DecryptionFailureCode, DeviceIsolationModeKind, type DeviceIsolationMode } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { clearEvent } from '../../../core/features/decryption/clearEvent.ts';
import type { Attempt, Decryption, SealedEvent, SenderTrust } from '../../../core/features/decryption/decryption.ts';
import type { EventRow, ExtraOfEvent } from '../../../core/features/history/rows.ts';
import { isObject, type Json } from '../../../core/read/json.ts';
import { isClosed } from '../endToEnd/diskTroubleOf.ts';

/** What the SDK (43.0.0) keeps to itself. */
export interface Insides {
  readonly olmMachine: OlmMachine;
  readonly deviceIsolationMode: DeviceIsolationMode;
  readonly backupManager: { readonly serverBackupInfo?: object | null };
  readonly perSessionBackupDownloader: {
    readonly isKeyBackupDownloadConfigured: () => boolean;
    readonly onDecryptionKeyMissingError: (roomId: string, session: string) => void;
  };
}

/**
 * Decrypts an event of the history, and says why it cannot, by the SDK's codes. Not by the SDK's own `decryptEvent`, which keeps every event that it
 * fails at for ever, and asks the server for the key of each: a history may hold thousands, of years.
 */
export function decrypter(crypto: CryptoBackend): (event: SealedEvent) => Promise<Attempt> {
  const insides = crypto as unknown as Insides;
  return async ({ roomId, row }) => {
    const [room, wire] = [readRoomId(roomId), readWire(row.content)];
    if (room === null || wire === null) return { decryption: broken, lacksKey: false };
    const event = { event_id: row.eventId, type: 'm.room.encrypted', sender: row.sender, content: wire, origin_server_ts: row.ts };
    try {
      const result = await insides.olmMachine.decryptRoomEvent(JSON.stringify(event), room, settings(insides));
      return { decryption: opened(wire, result), lacksKey: false };
    } catch (cause) {
      // It has not said anything about the event, which is tried again.
      if (!(cause instanceof MegolmDecryptionError) || isClosed(cause.description)) throw cause;
      const decryption: Decryption = { state: 'failed', reason: reasonOf(cause, row, insides) };
      return { decryption, lacksKey: cause.code === DecryptionErrorCode.MissingRoomKey };
    }
  };
}

/** Null: the crypto module takes it for none. */
export function readRoomId(roomId: string): RoomId | null {
  try {
    return new RoomId(roomId);
  } catch {
    return null;
  }
}

function readWire(content: string): Json | null {
  try {
    const wire: unknown = JSON.parse(content);
    return isObject(wire) ? wire : null;
  } catch {
    return null;
  }
}

const broken: Decryption = { state: 'failed', reason: DecryptionFailureCode.UNKNOWN_ERROR };

function settings({ deviceIsolationMode }: Insides): DecryptionSettings {
  const onlySigned = deviceIsolationMode.kind === DeviceIsolationModeKind.OnlySignedDevicesIsolationMode;
  return new DecryptionSettings(onlySigned ? TrustRequirement.CrossSignedOrLegacy : TrustRequirement.Untrusted);
}

function opened(wire: unknown, result: DecryptedRoomEvent): Decryption {
  const clear = clearEvent(wire, JSON.parse(result.event));
  if (clear === null) return broken;
  const trust = trustOf(result);
  const sharedBy = result.forwarder?.toString() ?? null;
  return { state: 'clear', type: clear.type, content: JSON.stringify(clear.content), kind: clear.kind, trust, sharedBy };
}

/** The lax judgement tells the doubts apart, and only the strict one tells a verified sender from one whom nobody has verified. */
export function trustOf(judged: Pick<DecryptedRoomEvent, 'shieldState'>): SenderTrust {
  const { code } = judged.shieldState(false);
  if (code !== undefined) return trusts[code];
  return judged.shieldState(true).code === undefined ? 'verified' : 'unverifiedIdentity';
}

const trusts: Readonly<Record<ShieldStateCode, SenderTrust>> = {
  [ShieldStateCode.AuthenticityNotGuaranteed]: 'notGuaranteed',
  [ShieldStateCode.UnknownDevice]: 'unknownDevice',
  [ShieldStateCode.UnsignedDevice]: 'unsignedDevice',
  [ShieldStateCode.UnverifiedIdentity]: 'unverifiedIdentity',
  [ShieldStateCode.VerificationViolation]: 'violation',
  [ShieldStateCode.MismatchedSender]: 'otherSender',
};

const reasons: Readonly<Partial<Record<DecryptionErrorCode, DecryptionFailureCode>>> = {
  [DecryptionErrorCode.MissingRoomKey]: DecryptionFailureCode.MEGOLM_UNKNOWN_INBOUND_SESSION_ID,
  [DecryptionErrorCode.UnknownMessageIndex]: DecryptionFailureCode.OLM_UNKNOWN_MESSAGE_INDEX,
  [DecryptionErrorCode.SenderIdentityVerificationViolation]: DecryptionFailureCode.SENDER_IDENTITY_PREVIOUSLY_VERIFIED,
  [DecryptionErrorCode.UnknownSenderDevice]: DecryptionFailureCode.UNKNOWN_SENDER_DEVICE,
  [DecryptionErrorCode.UnsignedSenderDevice]: DecryptionFailureCode.UNSIGNED_SENDER_DEVICE,
};

/** As the SDK says it (rust-crypto.ts `onMegolmDecryptionError`). */
function reasonOf(error: MegolmDecryptionError, row: EventRow, insides: Insides): DecryptionFailureCode {
  const lacksKey = error.code === DecryptionErrorCode.MissingRoomKey || error.code === DecryptionErrorCode.UnknownMessageIndex;
  const old = lacksKey ? historical(row, insides) : null;
  if (old !== null) return old;
  if (error.maybe_withheld !== undefined)
    return error.maybe_withheld === 'The sender has disabled encrypting to unverified devices.'
      ? DecryptionFailureCode.MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE
      : DecryptionFailureCode.MEGOLM_KEY_WITHHELD;
  return reasons[error.code] ?? DecryptionFailureCode.UNKNOWN_ERROR;
}

/** From before this device was there, or while its owner was not in the room. */
function historical(
  { ts, extra }: EventRow,
  { olmMachine, backupManager, perSessionBackupDownloader }: Insides,
): DecryptionFailureCode | null {
  const about: unknown = extra === null ? null : JSON.parse(extra);
  const membership = isObject(about) ? (about as ExtraOfEvent).membership : undefined;
  if (membership !== undefined && membership !== 'join' && membership !== 'invite')
    return DecryptionFailureCode.HISTORICAL_MESSAGE_USER_NOT_JOINED;
  if (ts > olmMachine.deviceCreationTimeMs) return null;
  if (backupManager.serverBackupInfo === null) return DecryptionFailureCode.HISTORICAL_MESSAGE_NO_KEY_BACKUP;
  return perSessionBackupDownloader.isKeyBackupDownloadConfigured()
    ? DecryptionFailureCode.HISTORICAL_MESSAGE_WORKING_BACKUP
    : DecryptionFailureCode.HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED;
}
