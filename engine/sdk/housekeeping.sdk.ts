import { ClientEvent } from 'matrix-js-sdk/lib/client.js';
import { together, type Disposer } from '../../core/listeners.ts';
import type { Epoch } from '../../core/session/states.ts';
import type { GatedFetch } from '../gate/gatedFetch.ts';
import type { Kernel } from '../kernel.ts';
import type { Log } from '../log.ts';
import type { EngineClient } from './engineClient.sdk.ts';
import { listenTo } from './listenTo.sdk.ts';
import type { SavedSyncLog } from './saved/savedSync.sdk.ts';
import type { StartCache } from './saved/startCache.sdk.ts';
import type { Turns } from './turns.ts';

interface Housekeeping {
  readonly client: EngineClient;
  readonly turns: Turns;
  readonly saved: SavedSyncLog;
  readonly startCache: StartCache;
  readonly askForKeyBundles: (log: Log) => void;
  readonly gated: GatedFetch;
}

/** Housekeeping waits until the start is well over. */
const quietMs = 15_000;

/** What the first sync sets going, and what is told to main of every session's first one. */
export function startHousekeeping(parts: Housekeeping, kernel: Kernel): Disposer {
  const { client, turns, startCache, askForKeyBundles, gated } = parts;
  const { log, mark } = kernel;
  const epochs = epochWatch(gated, kernel);
  let wasLive = false;
  const synced = (): void => {
    if (!wasLive) {
      wasLive = true;
      mark('live');
      askForKeyBundles(log);
      setTimeout(() => tidyUp(parts, log), quietMs);
    }
    epochs.synced();
  };
  const keepRules = listenTo(client, {
    [ClientEvent.AccountData]: (event) => {
      if (event.getType() === 'm.push_rules') startCache.keep({ pushRules: client.pushRules });
    },
  });
  return together([turns.take({ synced }), keepRules, epochs.stop]);
}

/** Tells main of the first sync with each opening of the gate. */
function epochWatch(gated: GatedFetch, { gate, main, log, mark }: Kernel): { readonly synced: () => void; readonly stop: Disposer } {
  let waiting = true;
  let told: Epoch = 0;
  const stop = gate.listen(() => {
    waiting = true;
  });
  return {
    stop,
    synced() {
      const epoch = gated.syncedEpoch;
      if (!waiting || !gate.isOpen || epoch !== gate.epoch) return;
      waiting = false;
      if (told > 0) mark('syncLive');
      told = epoch;
      main.calls.synced({ epoch }).catch((cause) => log.fault('synced', cause));
    },
  };
}

function tidyUp({ client, saved, startCache }: Housekeeping, log: Log): void {
  saved.forget();
  void saved.compactIfLong(true);
  if (startCache.value.versions) client.refreshVersions().catch((cause) => log.fault('versions', cause));
}
