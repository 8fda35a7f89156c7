import type { IPushRules } from 'matrix-js-sdk/lib/@types/PushRules.js';
import type { IMatrixClientCreateOpts, IServerVersions } from 'matrix-js-sdk/lib/client.js';
import { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { buildFeatureSupportMap } from 'matrix-js-sdk/lib/feature.js';
import type { SyncApiOptions } from 'matrix-js-sdk/lib/sync.js';
import type { EndToEndIntake } from './endToEnd/intake.sdk.ts';
import type { StartCache } from './saved/startCache.sdk.ts';

/** The SDK's client, whose start does not wait for the server where an older answer will do. */
export class EngineClient extends MatrixClient {
  /** Stands before the SDK's sync once the crypto store is open. */
  intake: EndToEndIntake | null = null;
  private readonly startCache: StartCache;

  constructor(opts: IMatrixClientCreateOpts, startCache: StartCache) {
    super(opts);
    this.startCache = startCache;
  }

  protected override buildSyncApiOptions(): SyncApiOptions {
    return { ...super.buildSyncApiOptions(), cryptoCallbacks: this.intake?.callbacks };
  }

  override async getVersions(): Promise<IServerVersions> {
    const { versions } = this.startCache.value;
    if (versions && !this.serverVersionsPromise) {
      this.canSupport = await buildFeatureSupportMap(versions);
      this.serverVersionsPromise = Promise.resolve(versions);
    }
    const known = await super.getVersions();
    if (!versions) this.startCache.keep({ versions: known });
    return known;
  }

  /** Asks the server anew; for when a start used an older answer. */
  async refreshVersions(): Promise<void> {
    const before = this.serverVersionsPromise;
    this.serverVersionsPromise = undefined;
    try {
      this.startCache.keep({ versions: await super.getVersions() });
    } catch (cause) {
      this.serverVersionsPromise = before;
      throw cause;
    }
  }

  /** Changes of push rules come by sync, so the saved ones are as good as the server's. */
  override async getPushRules(): Promise<IPushRules> {
    const { pushRules } = this.startCache.value;
    if (pushRules && !this.pushRules) {
      this.setPushRules(structuredClone(pushRules));
      return this.pushRules!;
    }
    const rules = await super.getPushRules();
    this.startCache.keep({ pushRules: rules });
    return rules;
  }

  /** No calls in this client: nothing to ask the server for. */
  override _unstable_getRTCTransports(): Promise<never[]> {
    return Promise.resolve([]);
  }
}
