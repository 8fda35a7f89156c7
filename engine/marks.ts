import type { Client } from '../core/contracts/contract.ts';
import type { KeeperContract } from '../core/contracts/keeper.ts';

export type MarkName = 'bootRan' | 'snapshotServed' | 'sdkLoaded' | 'cryptoOpen' | 'live' | 'syncLive' | 'queueSent';
export type Mark = (name: MarkName) => void;

/** Named moments for the benchmark. */
export function keeperMarks(keeper: Client<KeeperContract>): Mark {
  return (name) => {
    keeper.calls.mark({ name, at: performance.timeOrigin + performance.now() }).catch(() => undefined);
  };
}
