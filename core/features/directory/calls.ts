import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { serverName } from '../../declare/pageShapes.ts';
import type { FoundPeople, FoundRooms } from './model.ts';

const searched = z.string().check(z.maxLength(255));

export const directoryOffer = {
  calls: {
    /** People by a part of their name or ID: those known from rooms, and whom the server's directory knows (CS "User directory"). */
    findPeople: takes(z.strictObject({ text: searched })).gives<FoundPeople>(),
    /** Published rooms, the largest first; `server` null: one's own server's list. `from`: what the page before gave as `next`. */
    findRooms: takes(
      z.strictObject({ text: searched, server: z.nullable(serverName), from: z.nullable(z.string().check(z.maxLength(4_096))) }),
    ).gives<FoundRooms>(),
  },
  streams: {},
};
