import { z } from 'zod/mini';
import type { EventId, RoomId, TxnId, UserId } from '../ids.ts';
import { isUser } from '../links/identifiers.ts';

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
export const ofUser = z.strictObject({ userId: z.custom<UserId>((value) => typeof value === 'string' && isUser(value)) });
