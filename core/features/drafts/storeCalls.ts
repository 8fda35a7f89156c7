import { trusts } from '../../declare/declare.ts';
import type { RoomId } from '../../ids.ts';

/** Text that somebody has written and not sent. */
export interface Draft {
  readonly roomId: RoomId;
  readonly text: string;
}

export const savedDraftsOffer = {
  calls: {
    drafts: trusts<Record<string, never>>().gives<readonly Draft[]>(),
    /** Empty: none. */
    putDraft: trusts<Draft>().gives<void>(),
  },
  streams: {},
};
