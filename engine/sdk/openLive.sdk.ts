import { ClientEvent, PendingEventOrdering } from 'matrix-js-sdk/lib/client.js';
import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import { Filter } from 'matrix-js-sdk/lib/filter.js';
import { HttpApiEvent } from 'matrix-js-sdk/lib/http-api/interface.js';
import type { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import type { Room } from 'matrix-js-sdk/lib/models/room.js';
import 'matrix-js-sdk/lib/rust-crypto/index.js';
import { SyncState } from 'matrix-js-sdk/lib/sync.js';
import type { Client } from '../../core/contracts/contract.ts';
import type { EngineOpening, KeeperContract } from '../../core/contracts/keeper.ts';
import type { StoreContract } from '../../core/contracts/store.ts';
import type { RoomSummary } from '../../core/model/room.ts';
import type { Epoch } from '../../core/session/states.ts';
import type { Gate } from '../gate/gate.ts';
import { GatedFetch } from '../gate/gatedFetch.ts';
import { watchRollback } from '../gate/rollbackWatch.ts';
import type { Live, LiveSinks } from '../live.ts';
import type { Log } from '../log.ts';
import type { Mark } from '../marks.ts';
import { toError } from '../toError.ts';
import { watchAnswers } from './answers/answerPath.sdk.ts';
import { HeldBackup } from './heldBackup.sdk.ts';
import { ConnectionWatch } from '../status/connectionWatch.sdk.ts';
import { deferKeyBundles } from './deferKeyBundles.sdk.ts';
import { diskTroubles } from '../status/diskTroubles.ts';
import { cryptoDatabasePrefix, DurableCrypto } from './endToEnd/durableCrypto.ts';
import { encryptWhenWritable } from './endToEnd/encryptWhenWritable.sdk.ts';
import { EndToEndIntake } from './endToEnd/intake.sdk.ts';
import { EngineClient } from './engineClient.sdk.ts';
import { LiveClient } from './liveClient.sdk.ts';
import type { Sdk } from './sdk.sdk.ts';
import { SecretKeyHolder } from './secretKeyHolder.sdk.ts';
import { roomName } from './roomName.sdk.ts';
import { RoomPublisher } from '../rooms/roomPublisher.sdk.ts';
import { watchTouches } from '../rooms/roomTouch.sdk.ts';
import { SavedSyncLog } from './saved/savedSync.sdk.ts';
import { routeGlobalLogger, sdkLogger } from './sdkLogger.sdk.ts';
import { StartCache } from './saved/startCache.sdk.ts';
import { SyncStore } from './saved/syncStore.sdk.ts';
import { Turns } from './turns.ts';
import { ownTxnId } from '../timeline/timelineItems.sdk.ts';

export interface OpenNeeds {
  readonly opening: EngineOpening;
  readonly gate: Gate;
  readonly keeper: Client<KeeperContract>;
  readonly store: Client<StoreContract>;
  readonly log: Log;
  readonly mark: Mark;
  readonly sinks: LiveSinks;
  readonly rooms: readonly RoomSummary[];
  /** Lets the features have it, before the sync begins. */
  readonly attach: (sdk: Sdk) => Promise<void>;
  /** The account's rooms are there, from the cache or from the server. */
  readonly onReady: (live: Live) => void;
}

/** Events per room of the first screen. */
const screenEvents = 20;
/** Housekeeping waits until the start is well over. */
const quietMs = 15_000;

/** Opens the crypto store and starts the sync. Resolves when the client runs; rejects when the data cannot be opened. */
export async function openLive(needs: OpenNeeds): Promise<void> {
  const { opening, gate, keeper, store, log, mark } = needs;
  routeGlobalLogger(log);
  const askForKeyBundles = deferKeyBundles();
  const heldBackup = new HeldBackup();
  const startCache = new StartCache(store.calls, log);
  const disk = diskTroubles(needs.sinks.disk);
  const saved = new SavedSyncLog(store.calls, log, disk('saved sync'));
  const gated = new GatedFetch(opening.homeserver, gate, (url, init) => fetch(url, init));
  const secretKey = new SecretKeyHolder();
  const [client] = await Promise.all([
    openClient(needs, new SyncStore(saved, startCache, store.calls), startCache, gated, secretKey),
    startCache.load(),
    saved.load(),
  ]);
  mark('cryptoOpen');
  void keepCryptoStore(log);
  const settle = takeAnswersInOrder(client, needs, disk);
  const keys = await client.getCrypto()!.getOwnDeviceKeys();
  // D4: before main has seen that these are our device's keys, and else held the gate, nothing may upload them.
  await keeper.calls.ready(keys).catch((cause) => log.fault('ready', cause));

  const sdk: Sdk = { client, turns: new Turns(), secretKey, heldBackup, startCache, settle };
  follow(sdk, gated, needs, { saved, startCache, askForKeyBundles });
  await needs.attach(sdk);
  const filter = new Filter(opening.userId);
  filter.setTimelineLimit(screenEvents);
  await client.startClient({
    filter,
    initialSyncLimit: screenEvents,
    lazyLoadMembers: true,
    pendingEventOrdering: PendingEventOrdering.Detached,
    threadSupport: false,
  });
}

async function openClient(
  { opening, log, keeper }: OpenNeeds,
  syncStore: SyncStore,
  startCache: StartCache,
  gated: GatedFetch,
  secretKey: SecretKeyHolder,
): Promise<EngineClient> {
  const rolledBack = (): void => {
    const ref = log.fault('the crypto store', new Error('a one-time key of this device is on the server already, with another value'));
    // Main then stops this process, and with it every upload and the sync.
    keeper.calls.openFailed({ error: { code: 'cryptoStoreRolledBack', ref } }).catch((cause) => log.fault('report of a rollback', cause));
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

/** Crypto store, disk, SDK, saved sync: each only after the one before it has all of an answer. */
function takeAnswersInOrder(client: EngineClient, { log, keeper }: OpenNeeds, disk: ReturnType<typeof diskTroubles>): () => Promise<void> {
  const crypto = client.getCrypto() as CryptoBackend;
  const durable = new DurableCrypto(indexedDB, disk('durable crypto store'), log, (cause) => client.intake?.stop(cause));
  const settle = (): Promise<void> => durable.settle();
  client.intake = new EndToEndIntake(crypto, {
    settle,
    refuse: () => durable.refuse(),
    onDisk: disk('crypto store'),
    reopen: () => keeper.calls.reopen({}),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log,
  });
  const { intake } = client;
  encryptWhenWritable(crypto, settle, (cause) => intake.stop(cause));
  const onPublished = (): void => void keeper.calls.published({}).catch((cause) => log.fault('keys are published', cause));
  watchAnswers(client, { intake, settle, onPublished, log });
  return settle;
}

/** What is put off until the start is over. */
interface Chores {
  readonly saved: SavedSyncLog;
  readonly startCache: StartCache;
  readonly askForKeyBundles: (log: Log) => void;
}

/** Connects the SDK's events with the rest of the engine. */
function follow({ client, turns }: Sdk, gated: GatedFetch, needs: OpenNeeds, chores: Chores): void {
  const { gate, log, sinks, mark, onReady } = needs;
  const publisher = new RoomPublisher(client, sinks, log, needs.rooms);
  const live = new LiveClient(client, publisher, sinks, log);
  const connection = new ConnectionWatch({
    toError: (cause) => toError(cause, log, 'sync'),
    isHeld: () => !gate.isOpen,
    retryNow: () => client.retryImmediately(),
    onChange: (state) => sinks.connection(state),
  });
  const epochs = epochWatch(gate, gated, needs);
  let synced = false;
  turns.take({
    rooms: () => publisher.publish(),
    ready: () => onReady(live),
    synced() {
      if (!synced) {
        synced = true;
        mark('live');
        chores.askForKeyBundles(log);
        setTimeout(() => keepHouse(client, chores, log), quietMs);
      }
      epochs.synced();
      sinks.synced();
      void chores.saved.compactIfLong(false);
    },
  });
  watchTouches(client, {
    room: (roomId) => publisher.touch(roomId),
    gone: (roomId) => publisher.drop(roomId),
    directRooms: () => publisher.directChanged(),
    pushRules: () => chores.startCache.keep({ pushRules: client.pushRules }),
    typing: (roomId, userIds) => publisher.setTyping(roomId, userIds),
    newEvent: (room, event) => tellEcho(room, event, publisher, sinks),
  });
  client.on(ClientEvent.Sync, (state, _before, data) => {
    connection.syncState(state, data);
    if (state === SyncState.Prepared || state === SyncState.Syncing) {
      turns
        .after({ fromServer: data?.fromCache !== true, isLive: state === SyncState.Syncing })
        .catch((cause) => log.fault('after a sync', cause));
    }
  });
}

/** A room that is on screen tells of its own messages itself. */
function tellEcho(room: Room, event: MatrixEvent, publisher: RoomPublisher, sinks: LiveSinks): void {
  const txnId = event.getSender() === room.myUserId ? ownTxnId(event) : null;
  if (txnId !== null && !publisher.viewOf(room.roomId)) sinks.echoed(txnId);
}

/** Tells main of the first sync with each opening of the gate. */
function epochWatch(gate: Gate, gated: GatedFetch, { keeper, log, mark }: OpenNeeds): { synced: () => void } {
  let waiting = true;
  let told: Epoch = 0;
  gate.listen(() => {
    waiting = true;
  });
  return {
    synced() {
      const epoch = gated.syncedEpoch;
      if (!waiting || !gate.isOpen || epoch !== gate.epoch) return;
      waiting = false;
      if (told > 0) mark('syncLive');
      told = epoch;
      keeper.calls.synced({ epoch }).catch((cause) => log.fault('synced', cause));
    },
  };
}

function keepHouse(client: EngineClient, { saved, startCache }: Chores, log: Log): void {
  saved.forget();
  void saved.compactIfLong(true);
  if (startCache.value.versions) client.refreshVersions().catch((cause) => log.fault('versions', cause));
}
