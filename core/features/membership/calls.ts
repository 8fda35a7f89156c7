import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { namedRoom, ofRoom, roomId, userId } from '../../declare/pageShapes.ts';
import type { AppError } from '../../errors.ts';
import type { RoomId, UserId } from '../../ids.ts';

/** Longer ones no client shows, and servers refuse what makes an event larger than 64 KiB. */
export const maxName = 255;
export const maxTopic = 1_000;
export const maxReason = 500;
export const maxInvited = 50;

const line = (length: number) => z.string().check(z.maxLength(length));
const newRoom = z.strictObject({
  name: line(maxName),
  topic: line(maxTopic),
  access: z.enum(['invite', 'public']),
  isEncrypted: z.boolean(),
  address: line(200),
});

/** Whom the server did not let be invited, and why; the others are. */
export interface Invited {
  readonly refused: readonly { readonly userId: UserId; readonly error: AppError }[];
}

export const membershipOffer = {
  calls: {
    createRoom: takes(newRoom).gives<{ readonly roomId: RoomId }>(),
    inviteUsers: takes(z.strictObject({ roomId, userIds: z.readonly(z.array(userId).check(z.maxLength(maxInvited))) })).gives<Invited>(),
    /** Removes somebody, for now or for good, or lets them in again. */
    putOut: takes(z.strictObject({ roomId, userId, reason: line(maxReason), how: z.enum(['kick', 'ban', 'unban']) })).gives<void>(),
    setPowerLevel: takes(z.strictObject({ roomId, userId, level: z.int() })).gives<void>(),
    /** Asks to be let in (CS "Knocking on rooms"). */
    knock: takes(z.extend(namedRoom, { reason: line(maxReason) })).gives<void>(),
    /** Leaves, and asks the server to forget what was in it as far as this account goes. */
    forgetRoom: takes(ofRoom).gives<void>(),
  },
  streams: {},
};
