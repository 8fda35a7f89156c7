import { z } from 'zod/mini';
import type { EventId, RoomAlias, RoomId, TxnId, UserId } from '../ids.ts';
import { isAlias, isRoomId, isServerName, isUser } from '../links/identifiers.ts';
import type { Shapes } from './shapes.ts';
import type { EngineContract } from './engine.ts';

// The engine's scripts are loaded at every start: zod's small build. Its policy forbids eval, so zod is not to try it.
z.config({ jitless: true });

const nothing = z.strictObject({});
const startsWith = (sigil: string) => (value: unknown): boolean => typeof value === 'string' && value.startsWith(sigil) && value.length <= 255;
const roomId = z.custom<RoomId>(startsWith('!'));
const eventId = z.custom<EventId>(startsWith('$'));
const txnId = z.custom<TxnId>((value) => typeof value === 'string' && value.length > 0 && value.length <= 255);
/** No event is larger (CS "Size limits"); what is longer than the server takes fails there, in words. */
const written = z.string().check(z.maxLength(1_000_000));
/** Of any length: what nobody could send may still be cut into several messages, and a draft that is refused here would be lost. */
const draft = z.string();
const typed = z.string().check(z.maxLength(4_096));
const ofRoom = z.strictObject({ roomId });
const ofUser = z.strictObject({ userId: z.custom<UserId>((value) => typeof value === 'string' && isUser(value)) });
const namedRoom = z.strictObject({
  room: z.custom<RoomId | RoomAlias>((value) => typeof value === 'string' && (isAlias(value) || isRoomId(value))),
  via: z.array(z.string().check(z.refine(isServerName))).check(z.maxLength(20)),
});
const ofMessage = z.strictObject({ txnId });

/** page → engine, read where it arrives: whatever gets hold of the page gets no further than people do (S-5). */
export const engineShapes: Shapes<EngineContract> = {
  calls: {
    sendMessage: z.strictObject({ roomId, txnId, body: written, formattedBody: z.nullable(written), msgtype: z.enum(['m.text', 'm.emote']) }),
    retryMessage: ofMessage,
    discardMessage: ofMessage,
    loadOlder: z.strictObject({ roomId, limit: z.int().check(z.minimum(1), z.maximum(1_000)) }),
    setTyping: z.strictObject({ roomId, typing: z.boolean() }),
    markRead: z.strictObject({ roomId, eventId }),
    getDraft: ofRoom,
    setDraft: z.strictObject({ roomId, text: draft }),
    joinRoom: ofRoom,
    leaveRoom: ofRoom,
    lookUpRoom: namedRoom,
    lookUpUser: ofUser,
    joinNamed: namedRoom,
    startChat: ofUser,
    previewLoss: nothing,
    exportKeys: z.strictObject({ passphrase: typed }),
    recover: z.strictObject({ typed }),
    newRecoveryKey: nothing,
    keepRecoveryKey: z.strictObject({ key: typed, typed }),
    putOffRecoveryKey: nothing,
    setKeyBackup: z.strictObject({ enabled: z.boolean() }),
    countWaitingKeys: nothing,
    sendWaitingKeys: z.strictObject({ limitMs: z.number().check(z.minimum(0), z.maximum(600_000)) }),
    showRoom: z.strictObject({ roomId: z.nullable(roomId) }),
    lastRoom: nothing,
  },
  streams: { status: nothing, recovery: nothing, keyBackup: nothing, wayBack: nothing, rooms: nothing, room: ofRoom, timeline: ofRoom, members: ofRoom },
};
