import type { EngineClient } from './engineClient.sdk.ts';
import type { HeldBackup } from './heldBackup.sdk.ts';
import type { SdkHistory } from './history.sdk.ts';
import type { StartCache } from './saved/startCache.sdk.ts';
import type { SecretKeyHolder } from './secretKeyHolder.sdk.ts';
import type { Turns } from './turns.ts';

/** The SDK, with its crypto store open and its sync about to begin, as a feature meets it. */
export interface Sdk {
  readonly client: EngineClient;
  readonly turns: Turns;
  readonly secretKey: SecretKeyHolder;
  readonly heldBackup: HeldBackup;
  readonly startCache: StartCache;
  readonly history: SdkHistory;
  /** Makes durable what the crypto module has written. */
  readonly settle: () => Promise<void>;
}
