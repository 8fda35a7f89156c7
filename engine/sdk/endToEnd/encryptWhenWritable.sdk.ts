import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import { Failure } from '../../../core/errors.ts';
import { isClosed } from './diskTroubleOf.ts';

/** What the SDK (43.0.0) keeps of a room that messages are encrypted for; private there. */
interface Insides {
  readonly olmMachine: OlmMachine;
  readonly roomEncryptors: Record<string, { lazyLoadedMembersResolved: boolean } | undefined>;
}

/**
 * Encrypting in spite of a store that took nothing for a while (K7). The crypto module's errors do not tell that from a fault of ours,
 * after which a message is not sent: so the store is asked, and where it refuses, that is the error, and the message waits. And what the
 * SDK only logged when the store refused it is made up for: that a room is encrypted, and whose devices are to be known.
 */
export function encryptWhenWritable(crypto: CryptoBackend, settle: () => Promise<void>, onClosed: (cause: unknown) => void): void {
  const { olmMachine: machine, roomEncryptors } = crypto as unknown as Insides;
  const track = machine.updateTrackedUsers.bind(machine);
  machine.updateTrackedUsers = async (users) => {
    try {
      await track(users);
    } catch (cause) {
      // Before the next message all members are given to it once more.
      for (const encryptor of Object.values(roomEncryptors)) if (encryptor) encryptor.lazyLoadedMembersResolved = false;
      throw cause;
    }
  };
  const encrypt = crypto.encryptEvent.bind(crypto);
  crypto.encryptEvent = async (event, room) => {
    try {
      if (!roomEncryptors[room.roomId]) await tellOfRoom(crypto, room);
      await encrypt(event, room);
    } catch (cause) {
      if (isClosed(cause)) {
        onClosed(cause);
        throw new Failure({ code: 'diskRefuses' });
      }
      await settle();
      throw cause;
    }
  };
}

async function tellOfRoom(crypto: CryptoBackend, room: Room): Promise<void> {
  const settings = room.currentState.getStateEvents('m.room.encryption', '');
  if (settings) await crypto.onCryptoEvent(room, settings);
}
