import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/pageShapes.ts';
import type { EngineStatus } from '../../model/status.ts';

export const statusOffer = {
  calls: {},
  streams: {
    status: takes(nothing).gives<EngineStatus>(),
  },
};
