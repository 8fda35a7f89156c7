import type { Client } from '../core/contracts/contract.ts';
import type { MainContract } from '../core/contracts/main.ts';

type MarkName = 'bootRan' | 'snapshotServed' | 'sdkLoaded' | 'cryptoOpen' | 'live' | 'syncLive' | 'queueSent';
export type Mark = (name: MarkName) => void;

/** Named moments for the benchmark. */
export function mainMarks(main: Client<MainContract>): Mark {
  return (name) => {
    main.calls.mark({ name, at: performance.timeOrigin + performance.now() }).catch(() => undefined);
  };
}
