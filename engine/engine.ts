import type { Handlers } from '../core/contracts/contract.ts';
import type { EngineContract } from '../core/contracts/engine.ts';
import type { Person } from '../core/model/room.ts';
import type { Connection } from '../core/model/status.ts';
import { loadBootData, meValue } from './boot.ts';
import type { Disposer } from '../core/listeners.ts';
import type { Feature } from './feature.ts';
import { handlersOf } from './feature.ts';
import { Gate } from './gate/gate.ts';
import { makeKernel } from './kernel.ts';
import type { EngineNeeds } from './kernel.ts';
import { keys } from './keys/keys.ts';
import { lookups } from './lookups/lookups.ts';
import { members } from './members/members.ts';
import { receipts } from './receipts/receipts.ts';
import { recovery } from './recovery/recovery.ts';
import type { Live, LiveSinks } from './live.ts';
import { loadSdk } from './loadSdk.ts';
import type { OpenLive } from './loadSdk.ts';
import { Outbox } from './sending/outbox.ts';
import { Sender } from './sending/sender.ts';
import { Drafts } from './drafts/drafts.ts';
import { Panes } from './timeline/panes.ts';
import { RoomList } from './rooms/roomList.ts';
import { engineHandlers } from './serve/engineHandlers.ts';
import type { EngineParts } from './serve/engineParts.ts';
import { SnapshotWriter } from './snapshot/snapshotWriter.ts';
import { StatusBoard } from './status/statusBoard.ts';
import type { Sdk } from './sdk/sdk.sdk.ts';
import { Settlement } from './sending/settlement.ts';
import { toError } from './toError.ts';

const screenLength = 40;

/** The engine's parts and how they hang together; each part knows nothing of the others. */
export class Engine {
  private readonly status = new StatusBoard();
  private readonly rooms = new RoomList();
  private readonly gate: Gate;
  private live: Live | null = null;
  private settleLive!: { resolve: (live: Live) => void; reject: (cause: unknown) => void };
  private readonly liveReady = new Promise<Live>((resolve, reject) => {
    this.settleLive = { resolve, reject };
  });
  private failed!: (cause: unknown) => void;
  private readonly opening = new Promise<never>((_resolve, reject) => (this.failed = reject));
  private features: readonly Pick<Feature<never>, 'attach'>[] = [];
  private readonly attached: Disposer[] = [];
  private parts: EngineParts | undefined;
  private sdk: Promise<OpenLive> | undefined;
  private settlement: Settlement | undefined;
  private me: Person = { userId: '@me:unknown', name: '' };
  private network: Connection = { is: 'connecting' };
  private readonly needs: EngineNeeds;

  constructor(needs: EngineNeeds) {
    this.needs = needs;
    const { keeper, log } = needs;
    this.gate = new Gate((report) => {
      keeper.calls.tokenJudged(report).catch((cause) => log.fault('report of a token', cause));
    });
    this.gate.listen(() => {
      // What was live before a pause is not live after it until a sync says so.
      if (!this.gate.isOpen) this.network = { is: 'connecting' };
      this.status.setHeld(!this.gate.isOpen);
    });
    keeper.streams.gate({}, (state) => this.gate.move(state));
    // Nobody may be waiting for it; a failure is reported where it happens.
    this.liveReady.catch(() => undefined);
    this.opening.catch(() => undefined);
  }

  /** Everything that the page can be answered from the store. */
  async boot(): Promise<Handlers<EngineContract>> {
    const { store, log, mark } = this.needs;
    mark('bootRan');
    const loaded = loadBootData(store);
    this.sdk = loadSdk(loaded);
    this.sdk.catch(() => undefined);
    const data = await loaded;
    if (data.me) this.me = data.me;
    const outbox = new Outbox(store.calls, data.outbox);
    const drafts = new Drafts(store.calls, data.drafts);
    const panes = new Panes(store.calls, outbox, () => this.me, log);
    const snapshots = new SnapshotWriter(
      store.calls,
      data.snapshot.lastRoom,
      async (roomId) => (await this.live?.snapshotRoom(roomId, screenLength)) ?? null,
      log,
    );
    const sender = this.makeSender(outbox);
    this.settlement = new Settlement(outbox, log);
    this.parts = {
      status: this.status,
      rooms: this.rooms,
      panes,
      drafts,
      outbox,
      sender,
      snapshots,
      live: this.liveReady,
      liveNow: () => this.live,
      mayAsk: () => this.gate.isOpen,
      gateHeard: this.gate.heard,
    };
    this.rooms.setDrafts(drafts.rooms);
    // Of a first start, or of another version, there is nothing: the page waits for the rooms instead of saying that there are none.
    if (data.snapshot.rooms.length > 0) this.rooms.change(data.snapshot.rooms, [], true);
    if (data.snapshot.lastRoom && data.snapshot.room) panes.seed(data.snapshot.lastRoom, data.snapshot.room);
    this.status.setUnsent(outbox.unsentCount);
    outbox.listen(() => this.status.setUnsent(outbox.unsentCount));
    mark('snapshotServed');
    const kernel = makeKernel(this.needs, this.gate, data, this.opening);
    const recovers = recovery(kernel);
    const features = [
      recovers,
      keys(kernel, { recovery: recovers, rooms: this.rooms, outbox }),
      members(kernel),
      receipts(kernel),
      lookups(kernel),
    ] as const;
    this.features = features;
    return handlersOf([{ handlers: engineHandlers(this.parts) }, ...features]);
  }

  /** Loads the SDK, opens the crypto store and starts to sync; main hears how it ends. */
  async goLive(): Promise<void> {
    const { keeper, store, log, mark } = this.needs;
    try {
      const [openLive, opening] = await Promise.all([this.sdk!, keeper.calls.opening({})]);
      mark('sdkLoaded');
      this.status.setPhase('loading');
      if (this.me.name === '') this.me = { userId: opening.userId, name: opening.userId };
      await openLive({
        opening,
        gate: this.gate,
        store,
        keeper,
        log,
        mark,
        sinks: this.sinks(),
        rooms: this.rooms.all,
        attach: (sdk) => this.attachFeatures(sdk),
        onReady: (live) => this.attach(live),
      });
    } catch (cause) {
      const error = toError(cause, log, 'opening');
      this.settleLive.reject(cause);
      this.failed(cause);
      await keeper.calls.openFailed({ error }).catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    const snapshots = this.parts?.snapshots;
    this.live?.stop();
    for (const dispose of this.attached.splice(0)) dispose();
    await snapshots?.flush();
  }

  /** One after the other: what takes turns keeps the order of the list. */
  private async attachFeatures(sdk: Sdk): Promise<void> {
    for (const { attach } of this.features) if (attach) this.attached.push(await attach(sdk));
  }

  /** The account's rooms are in the SDK (from the cache or from the server): it takes over. */
  private attach(live: Live): void {
    const { panes, sender, snapshots } = this.parts!;
    this.live = live;
    this.settlement!.settleFromCache(live);
    panes.attach(live);
    this.status.setPhase('live');
    this.settleLive.resolve(live);
    if (snapshots.shownRoom) snapshots.changeScreen(snapshots.shownRoom);
    sender.kick();
  }

  private sinks(): LiveSinks {
    const { keeper, store, log } = this.needs;
    const { rooms, snapshots, outbox, sender } = this.parts!;
    return {
      rooms: (changed, gone, all) => {
        const known = new Set(rooms.all.map((row) => row.id));
        const news = rooms.change(changed, gone, all);
        snapshots.changeRows(news.rows, news.gone);
        for (const row of news.rows) if (this.live || !known.has(row.id)) snapshots.changeScreen(row.id);
        keeper.calls.unread(rooms.unread).catch(() => undefined);
      },
      connection: (connection) => {
        this.network = connection;
        this.status.setNetwork(connection);
      },
      disk: (trouble) => this.status.setDisk(trouble),
      synced: () => {
        if (this.live) this.settlement!.syncDone(this.live);
        sender.kick();
      },
      echoed: (txnId) => void outbox.echoed(txnId).catch((cause) => log.fault('outbox', cause)),
      me: (person) => {
        if (person.name === this.me.name && person.userId === this.me.userId) return;
        this.me = person;
        store.calls.putValue({ name: meValue, value: JSON.stringify(person) }).catch((cause) => log.fault('own name', cause));
      },
    };
  }

  private makeSender(outbox: Outbox): Sender {
    const { log, mark } = this.needs;
    return new Sender({
      outbox,
      transport: (entry) => this.live!.transport(entry),
      toError: (cause) => toError(cause, log, 'sending'),
      log,
      // Only behind a sync: it tells of new devices that need the key.
      maySend: () => this.live !== null && this.gate.isOpen && this.network.is === 'live',
      onSent: () => mark('queueSent'),
      onSuspended: (message) => this.status.setSuspended(message),
      setTimer: (run, ms) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    });
  }
}
