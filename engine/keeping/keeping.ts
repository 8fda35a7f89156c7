import type { keepingOffer } from '../../core/features/keeping/calls.ts';
import { together } from '../../core/listeners.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import { Keeper } from './keeper.ts';

/** How long messages are kept on this computer. */
export function keeping({ store, log }: Kernel): Feature<typeof keepingOffer> {
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const keeper = new Keeper({ store: store.calls, log, now: Date.now, wait });
  return {
    handlers: {
      calls: { keptMessages: () => keeper.kept(), keepMessages: ({ keeps }) => keeper.choose(keeps) },
      streams: {},
    },
    attach: ({ turns }) => Promise.resolve(together([turns.take({ synced: () => keeper.inTime() }), () => keeper.stop()])),
  };
}
