import { takes } from '../../declare/declare.ts';
import { ofRoom } from '../../declare/pageShapes.ts';
import type { Member } from '../rooms/model.ts';
import type { Patch } from '../../patch.ts';

export const membersOffer = {
  calls: {},
  streams: {
    members: takes(ofRoom).gives<Patch<Member>>(),
  },
};
