import { together, type Disposer } from '../../core/listeners.ts';

/**
 * What follows a sync, in this order:
 * - `loaded`: the account data is there, from the cache or from the server;
 * - `rooms`: what is shown of the rooms is brought up to date, and waited for;
 * - `ready`: once, the first time that the account's rooms are there;
 * - `reached`: the server has answered, be it the first sync of a quiet account, which is live only half a minute later;
 * - `synced`: an answer of the server has been processed and saved.
 */
const order = ['loaded', 'rooms', 'ready', 'reached', 'synced'] as const;
type Turn = (typeof order)[number];

interface Sync {
  readonly fromServer: boolean;
  readonly isLive: boolean;
}

/** Lets the features take turns after a sync; within a turn, in the order in which they came. */
export class Turns {
  private readonly takers = new Map<Turn, Set<() => void | Promise<void>>>(order.map((turn) => [turn, new Set()]));
  private wasReady = false;

  /** Returns how to leave. */
  take(turns: { readonly [T in Turn]?: () => T extends 'rooms' ? Promise<void> : void }): Disposer {
    return together(
      order.flatMap((turn) => {
        const run = turns[turn];
        if (!run) return [];
        // Its own function, so that one that came twice leaves once.
        const taker = (): void | Promise<void> => run();
        this.takers.get(turn)!.add(taker);
        return () => void this.takers.get(turn)!.delete(taker);
      }),
    );
  }

  async after({ fromServer, isLive }: Sync): Promise<void> {
    this.tell('loaded');
    await Promise.all(this.of('rooms').map(async (taker) => taker()));
    if (!this.wasReady) {
      this.wasReady = true;
      this.tell('ready');
    }
    if (fromServer) this.tell('reached');
    if (isLive) this.tell('synced');
  }

  private of(turn: Turn): readonly (() => void | Promise<void>)[] {
    return [...this.takers.get(turn)!];
  }

  /** One that fails does not cost those behind it their turn: some come once only. */
  private tell(turn: Exclude<Turn, 'rooms'>): void {
    const causes: unknown[] = [];
    for (const taker of this.of(turn)) {
      try {
        void taker();
      } catch (cause) {
        causes.push(cause);
      }
    }
    if (causes.length > 0) throw causes[0];
  }
}
