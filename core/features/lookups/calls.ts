import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { ofUser } from '../../declare/pageShapes.ts';
import type { RoomAlias, RoomId } from '../../ids.ts';
import { isAlias, isRoomId, isServerName } from '../../links/identifiers.ts';
import type { RoomLookup, UserLookup } from '../../model/lookups.ts';

const namedRoom = z.strictObject({
  room: z.custom<RoomId | RoomAlias>((value) => typeof value === 'string' && (isAlias(value) || isRoomId(value))),
  via: z.readonly(z.array(z.string().check(z.refine(isServerName))).check(z.maxLength(20))),
});

export const lookupsOffer = {
  calls: {
    /** What a link to a room names. It is only looked up: nobody joins. */
    lookUpRoom: takes(namedRoom).gives<RoomLookup>(),
    lookUpUser: takes(ofUser).gives<UserLookup>(),
    /** Joins what a link named, when somebody has pressed the button. */
    joinNamed: takes(namedRoom).gives<{ readonly roomId: RoomId }>(),
    /** The chat with that person, or else a new, encrypted one, to which they are invited. */
    startChat: takes(ofUser).gives<{ readonly roomId: RoomId }>(),
  },
  streams: {},
};
