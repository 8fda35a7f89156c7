import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/pageShapes.ts';
import type { EngineStatus } from './model.ts';

export const statusOffer = {
  calls: {
    /** People have read that the history had to be begun anew. */
    historyNoticeRead: takes(nothing).gives<void>(),
  },
  streams: {
    status: takes(nothing).gives<EngineStatus>(),
  },
};
