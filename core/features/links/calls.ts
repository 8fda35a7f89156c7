import { takes } from '../../declare/declare.ts';
import { namedRoom, ofUser } from '../../declare/pageShapes.ts';
import type { RoomId } from '../../ids.ts';
import type { RoomLookup, UserLookup } from './model.ts';

export const linksOffer = {
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
