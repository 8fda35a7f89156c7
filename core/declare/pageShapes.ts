import { z } from 'zod/mini';
import type { EventId, RoomAlias, RoomId, TxnId, UserId } from '../ids.ts';
import { isAlias, isRoomId, isServerName, isUser } from '../links/identifiers.ts';

// The engine's scripts are loaded at every start: zod's small build. Its policy forbids eval, so zod is not to try it.
z.config({ jitless: true });

const startsWith =
  (sigil: string) =>
  (value: unknown): boolean =>
    typeof value === 'string' && value.startsWith(sigil) && value.length <= 255;

/** page → engine, read where it arrives: whatever gets hold of the page gets no further than people do (S-5). */
export const nothing = z.strictObject({});
export const roomId = z.custom<RoomId>(startsWith('!'));
export const eventId = z.custom<EventId>(startsWith('$'));
export const txnId = z.custom<TxnId>((value) => typeof value === 'string' && value.length > 0 && value.length <= 255);
/** A key, a phrase, a passphrase. */
export const typed = z.string().check(z.maxLength(4_096));
export const ofRoom = z.strictObject({ roomId });
export const userId = z.custom<UserId>((value) => typeof value === 'string' && isUser(value));
export const ofUser = z.strictObject({ userId });
export const serverName = z.string().check(z.refine(isServerName));
/** A room by its address or ID, and servers that may know it. */
export const namedRoom = z.strictObject({
  room: z.custom<RoomId | RoomAlias>((value) => typeof value === 'string' && (isAlias(value) || isRoomId(value))),
  via: z.readonly(z.array(serverName).check(z.maxLength(20))),
});
