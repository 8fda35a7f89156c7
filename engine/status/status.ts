import { begunAnewValue } from '../../core/features/history/begunAnew.ts';
import type { statusOffer } from '../../core/features/status/calls.ts';
import { together } from '../../core/listeners.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import { toError } from '../toError.ts';
import { StatusBoard } from './statusBoard.ts';

export interface StatusFeature extends Feature<typeof statusOffer> {
  /** The server answers, and the session is not paused. */
  readonly isLive: boolean;
  setUnsent(count: number): void;
  /** With the server's text; null: it is over. */
  setSuspended(message: string | null): void;
}

/** How the engine is, in one value. */
export function status({ gate, log, phase, disk, saved, store }: Kernel): StatusFeature {
  const board = new StatusBoard(saved.historyAnew);
  // Main may have said it before.
  board.setHeld(gate.isPaused);
  gate.listen(() => board.setHeld(!gate.isOpen));
  phase.add((now) => board.setPhase(now));
  disk.add((trouble) => board.setDisk(trouble));
  return {
    handlers: {
      calls: {
        historyNoticeRead: async () => {
          await store.calls.putValue({ name: begunAnewValue, value: null });
          board.historyNoticeRead();
        },
      },
      streams: { status: (_arg, emit) => board.feed.listen(emit) },
    },
    async attach({ client, turns }) {
      const { watchConnection } = await import('./connectionWatch.sdk.ts');
      const stop = watchConnection(client, {
        toError: (cause) => toError(cause, log, 'sync'),
        isHeld: () => !gate.isOpen,
        retryNow: () => client.retryImmediately(),
        onChange: (connection) => board.setNetwork(connection),
      });
      return together([stop, turns.take({ ready: () => board.setPhase('live') })]);
    },
    get isLive() {
      return board.isLive;
    },
    setUnsent: (count) => board.setUnsent(count),
    setSuspended: (message) => board.setSuspended(message),
  };
}
