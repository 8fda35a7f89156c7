import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { ofRoom, roomId, userId } from '../../declare/pageShapes.ts';
import type { Member, Person } from '../rooms/model.ts';
import type { Patch } from '../../patch.ts';

export const membersOffer = {
  calls: {
    /** How people are called in a room, whether they are in it or not. */
    memberNames: takes(z.strictObject({ roomId, userIds: z.array(userId).check(z.maxLength(200)) })).gives<readonly Person[]>(),
  },
  streams: {
    members: takes(ofRoom).gives<Patch<Member>>(),
  },
};
