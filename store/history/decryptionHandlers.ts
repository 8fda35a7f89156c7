import type { Handlers } from '../../core/contracts/contract.ts';
import type { ContractOf } from '../../core/declare/declare.ts';
import { parsed } from '../../core/declare/shape.ts';
import { decryptionOffer } from '../../core/features/decryption/calls.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { putDecryption } from './taking/putDecryption.ts';
import { Rooms } from './rooms.ts';
import { awaitedAmong, awaitedSessions, sealedEvents, untriedEvents } from './reading/sealedEvents.ts';
import { Sessions } from './sessions.ts';

type DecryptionCalls = Handlers<ContractOf<typeof decryptionOffer>>['calls'];

/** What the engine may ask and say of what is encrypted in the history; whatever it says is read first. */
export function decryptionHandlers(file: StoreFile): DecryptionCalls {
  const { calls } = decryptionOffer;
  const { db } = file;
  return {
    untriedEvents: (arg) => untriedEvents(db, parsed(calls.untriedEvents, arg).limit),
    sealedEvents: (arg) => {
      const { roomId, session, after, limit } = parsed(calls.sealedEvents, arg);
      return sealedEvents(db, { roomId, session }, after, limit);
    },
    awaitedAmong: (arg) => awaitedAmong(db, parsed(calls.awaitedAmong, arg).sessions),
    awaitedSessions: (arg) => {
      const { after, limit } = parsed(calls.awaitedSessions, arg);
      return awaitedSessions(db, after, limit);
    },
    putDecryptions: (arg) => {
      const { decryptions } = parsed(calls.putDecryptions, arg);
      file.write('crash', () => decryptions.forEach((one) => putDecryption(db, one)));
    },
    sessionSamples: (arg) => {
      const { roomId, sessions } = parsed(calls.sessionSamples, arg);
      const room = new Rooms(db).find(roomId);
      return room === undefined ? [] : new Sessions(db).of(room, sessions);
    },
  };
}
