import { takes } from '../../declare/declare.ts';
import { nothing, ofRoom } from '../../declare/pageShapes.ts';
import type { Person, RoomSummary } from './model.ts';
import type { Patch } from '../../patch.ts';

export const roomsOffer = {
  calls: {
    joinRoom: takes(ofRoom).gives<void>(),
    /** Leaves, or declines an invite. */
    leaveRoom: takes(ofRoom).gives<void>(),
  },
  streams: {
    rooms: takes(nothing).gives<Patch<RoomSummary>>(),
    /** The account itself, as its rooms know it. */
    me: takes(nothing).gives<Person>(),
  },
};
