import { ClientEvent, PendingEventOrdering } from 'matrix-js-sdk/lib/client.js';
import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import { Filter } from 'matrix-js-sdk/lib/filter.js';
import { HttpApiEvent } from 'matrix-js-sdk/lib/http-api/interface.js';
import 'matrix-js-sdk/lib/rust-crypto/index.js';
import { SyncState } from 'matrix-js-sdk/lib/sync.js';
import type { EngineOpening } from '../../core/features/session/mainCalls.ts';
import { together, type Disposer } from '../../core/listeners.ts';
import { GatedFetch } from '../gate/gatedFetch.ts';
import { watchRollback } from '../gate/rollbackWatch.ts';
import type { Kernel } from '../kernel.ts';
import type { Log } from '../log.ts';
import { watchAnswers } from './answers/answerPath.sdk.ts';
import { clearComparer } from './healing/clearComparer.sdk.ts';
import type { Healer } from './healing/healer.ts';
import { startHealing } from './healing/startHealing.sdk.ts';
import { HeldBackup } from './heldBackup.sdk.ts';
import { sdkHistory } from './history.sdk.ts';
import { startHousekeeping } from './housekeeping.sdk.ts';
import { deferKeyBundles } from './deferKeyBundles.sdk.ts';
import { diskTroubles } from './diskTroubles.ts';
import { cryptoDatabasePrefix, DurableCrypto } from './endToEnd/durableCrypto.ts';
import { encryptWhenWritable } from './endToEnd/encryptWhenWritable.sdk.ts';
import { EndToEndIntake } from './endToEnd/intake.sdk.ts';
import { EngineClient } from './engineClient.sdk.ts';
import { listenTo } from './listenTo.sdk.ts';
import type { Sdk } from './sdk.sdk.ts';
import { SecretKeyHolder } from './secretKeyHolder.sdk.ts';
import { historyComparer } from './saved/historyComparer.sdk.ts';
import { roomName } from './roomName.sdk.ts';
import { SavedSyncLog } from './saved/savedSync.sdk.ts';
import { routeGlobalLogger, sdkLogger } from './sdkLogger.sdk.ts';
import { StartCache } from './saved/startCache.sdk.ts';
import { SyncStore } from './saved/syncStore.sdk.ts';
import { Turns } from './turns.ts';

interface OpenParts {
  readonly kernel: Kernel;
  readonly opening: EngineOpening;
  /** Lets the features have it, before the sync begins. */
  readonly attach: (sdk: Sdk) => Promise<void>;
}

/** Events per room of the first screen. */
const screenEvents = 20;

/** Opens the crypto store and starts the sync. Resolves when the client runs, to what stops it; rejects when the data cannot be opened. */
export async function openSdk({ kernel, opening, attach }: OpenParts): Promise<Disposer> {
  const { gate, main, store, log, mark } = kernel;
  routeGlobalLogger(log);
  const askForKeyBundles = deferKeyBundles();
  const heldBackup = new HeldBackup();
  const startCache = new StartCache(store.calls, log);
  const disk = diskTroubles((trouble) => kernel.disk.tell(trouble));
  const saved = new SavedSyncLog(store.calls, log, disk('saved sync'));
  const gated = new GatedFetch(opening.homeserver, gate, (url, init) => fetch(url, init));
  const secretKey = new SecretKeyHolder();
  const syncStore = new SyncStore(saved, startCache, store.calls);
  const [client] = await Promise.all([
    openClient(kernel, opening, syncStore, startCache, gated, secretKey),
    startCache.load(),
    saved.load(),
  ]);
  mark('cryptoOpen');
  void keepCryptoStore(log);
  const settle = takeAnswersInOrder(client, saved, kernel, disk);
  await askForAllDevices(client, saved);
  const history = sdkHistory(client, saved);
  const healer = startHealing(client, store.calls, log, (roomIds) => history.changed.tell(roomIds));
  saved.onRows = (roomIds) => {
    healer.saved();
    history.changed.tell(roomIds);
  };
  if (opening.comparesHistory) syncStore.onSaved = comparing(client, kernel, healer);
  saved.onHeld = (roomIds) => history.changed.tell(roomIds);
  const keys = await client.getCrypto()!.getOwnDeviceKeys();
  // D4: before main has seen that these are our device's keys, and else held the gate, nothing may upload them.
  await main.calls.ready(keys).catch((cause) => log.fault('ready', cause));

  const turns = new Turns();
  const stopHousekeeping = startHousekeeping({ client, turns, saved, startCache, askForKeyBundles, gated }, kernel);
  await attach({ client, turns, secretKey, heldBackup, startCache, history, settle });
  turns.take({ ready: () => healer.begin(), synced: () => void saved.compactIfLong(false) });
  const stopTurns = takeTurns(client, turns, log);
  const filter = new Filter(opening.userId);
  filter.setTimelineLimit(screenEvents);
  await client.startClient({
    filter,
    initialSyncLimit: screenEvents,
    lazyLoadMembers: true,
    pendingEventOrdering: PendingEventOrdering.Detached,
    threadSupport: false,
  });
  return together([stopTurns, stopHousekeeping, () => healer.stop(), () => client.stopClient()]);
}

function comparing(client: EngineClient, { store, log }: Kernel, healer: Healer): NonNullable<SyncStore['onSaved']> {
  const [compareWire, compareClear] = [historyComparer(client, store.calls, log), clearComparer(client, store.calls, healer, log)];
  return async (answer) => {
    await compareWire(answer);
    compareClear(answer);
  };
}

function takeTurns(client: EngineClient, turns: Turns, log: Log): Disposer {
  return listenTo(client, {
    [ClientEvent.Sync]: (state, _before, data) => {
      if (state !== SyncState.Prepared && state !== SyncState.Syncing) return;
      turns
        .after({ fromServer: data?.fromCache !== true, isLive: state === SyncState.Syncing })
        .catch((cause) => log.fault('after a sync', cause));
    },
  });
}

async function openClient(
  { log, main }: Kernel,
  opening: EngineOpening,
  syncStore: SyncStore,
  startCache: StartCache,
  gated: GatedFetch,
  secretKey: SecretKeyHolder,
): Promise<EngineClient> {
  const rolledBack = (): void => {
    const ref = log.fault('the crypto store', new Error('a one-time key of this device is on the server already, with another value'));
    // Main then stops this process, and with it every upload and the sync.
    main.calls.openFailed({ error: { code: 'cryptoStoreRolledBack', ref } }).catch((cause) => log.fault('report of a rollback', cause));
  };
  const client = new EngineClient(
    {
      baseUrl: opening.homeserver,
      userId: opening.userId,
      deviceId: opening.deviceId,
      // Only marks requests as authenticated: the gate puts the real token in its place.
      accessToken: 'held-by-the-gate',
      fetchFn: watchRollback(gated.fetch, rolledBack) as typeof fetch,
      store: syncStore,
      logger: sdkLogger(log),
      cryptoCallbacks: secretKey,
      disableVoip: true,
      roomNameGenerator: roomName,
    },
    startCache,
  );
  client.on(HttpApiEvent.SessionLoggedOut, () => log.error('the SDK took the session for ended; ignored'));
  await syncStore.startup();
  try {
    await client.initRustCrypto({ storageKey: opening.cryptoStoreKey, cryptoDatabasePrefix });
  } finally {
    opening.cryptoStoreKey.fill(0);
  }
  return client;
}

/** Else Chromium may throw it away when the disk is nearly full and nobody uses it (L-7). */
async function keepCryptoStore(log: Log): Promise<void> {
  const isKept = await navigator.storage.persist().catch(() => false);
  if (!isKept) log.warn('Chromium does not promise to keep the crypto store');
}

/**
 * Which lists of devices have changed, a server tells since a token. Where none was saved (a history begun anew, a power cut) the crypto store may know people
 * by what they had long ago, and would write to those devices only. In a first life it knows nobody.
 */
async function askForAllDevices(client: EngineClient, saved: SavedSyncLog): Promise<void> {
  if ((await saved.load()) === null) await (client.getCrypto() as CryptoBackend).markAllTrackedUsersAsDirty();
}

/** Crypto store, disk, SDK, saved sync: each only after the one before it has all of an answer. The history has it while the SDK does. */
function takeAnswersInOrder(
  client: EngineClient,
  saved: SavedSyncLog,
  { log, main }: Kernel,
  disk: ReturnType<typeof diskTroubles>,
): () => Promise<void> {
  const crypto = client.getCrypto() as CryptoBackend;
  const durable = new DurableCrypto(indexedDB, disk('durable crypto store'), log, (cause) => client.intake?.stop(cause));
  const settle = (): Promise<void> => durable.settle();
  client.intake = new EndToEndIntake(crypto, {
    settle,
    refuse: () => durable.refuse(),
    onDisk: disk('crypto store'),
    reopen: () => main.calls.reopen({}),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log,
  });
  const { intake } = client;
  encryptWhenWritable(crypto, settle, (cause) => intake.stop(cause));
  const onPublished = (): void => void main.calls.published({}).catch((cause) => log.fault('keys are published', cause));
  watchAnswers(client, { intake, takeHistory: (rooms) => saved.takeHistory(rooms), settle, onPublished, log });
  return settle;
}
