import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import type { SenderTrust, SessionSample } from '../../../core/features/decryption/decryption.ts';
import type { RoomId } from '../../../core/ids.ts';
import { readRoomId, trustOf, type Insides } from './decryptEvent.sdk.ts';

/** Null: there is nothing left of the session that could be asked about. */
export type AskTrust = (roomId: RoomId, sample: SessionSample) => Promise<SenderTrust | null>;

/** Asks once more whose device a session is, by one event of it: what nobody knew when it was decrypted may be known by now. */
export function trustAsker(crypto: CryptoBackend): AskTrust {
  const { olmMachine } = crypto as unknown as Insides;
  return async (roomId, { sample }) => {
    const room = readRoomId(roomId);
    if (room === null || sample === '') return null;
    return trustOf(await olmMachine.getRoomEventEncryptionInfo(sample, room));
  };
}
