import { trusts } from '../../declare/declare.ts';
import type { RoomId } from '../../ids.ts';

export const savedMembersOffer = {
  calls: {
    loadMembers: trusts<{ roomId: RoomId }>().gives<string | null>(),
    /** Out-of-band members (lazy loading), JSON; null removes. */
    putMembers: trusts<{ roomId: RoomId; members: string | null }>().gives<void>(),
  },
  streams: {},
};
