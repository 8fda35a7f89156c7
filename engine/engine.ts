import type { Handlers } from '../core/contracts/contract.ts';
import type { EngineContract } from '../core/contracts/engine.ts';
import type { Disposer } from '../core/listeners.ts';
import { loadBootData } from './boot.ts';
import { directory } from './directory/directory.ts';
import { drafts } from './drafts/drafts.ts';
import { emoji } from './emoji/emoji.ts';
import { handlersOf, type Feature } from './feature.ts';
import { Gate } from './gate/gate.ts';
import { makeKernel, type EngineLinks, type Kernel } from './kernel.ts';
import { keeping } from './keeping/keeping.ts';
import { keys } from './keys/keys.ts';
import type { OpenSdk } from './loadSdk.ts';
import { links } from './links/links.ts';
import { media } from './media/media.ts';
import { members } from './members/members.ts';
import { membership } from './membership/membership.ts';
import { naming } from './naming/naming.ts';
import { polls } from './polls/polls.ts';
import { messages } from './messages/messages.ts';
import { pins } from './pins/pins.ts';
import { receipts } from './receipts/receipts.ts';
import { recovery } from './recovery/recovery.ts';
import { rooms } from './rooms/rooms.ts';
import type { Sdk } from './sdk/sdk.sdk.ts';
import { sending } from './sending/sending.ts';
import { snapshot } from './snapshot/snapshot.ts';
import { status } from './status/status.ts';
import { timeline } from './timeline/timeline.ts';
import { unread } from './unread/unread.ts';
import { toError } from './toError.ts';

/** Every feature, in the order in which they take turns: what the timeline holds leaves the outbox before anything is sent. */
function featuresOf(kernel: Kernel) {
  const state = status(kernel);
  const snapshots = snapshot(kernel);
  const roomList = rooms(kernel, snapshots);
  const queue = sending(kernel, state);
  const recovers = recovery(kernel);
  const read = receipts(kernel);
  return [
    state,
    snapshots,
    roomList,
    timeline(kernel, { rooms: roomList, sending: queue, snapshots }),
    queue,
    polls(queue),
    drafts(kernel, roomList),
    emoji(kernel),
    members(kernel),
    media(kernel),
    read,
    unread(kernel, { rooms: roomList, receipts: read }),
    pins(kernel, roomList),
    messages(kernel, queue),
    links(kernel),
    directory(kernel),
    membership(kernel),
    naming(kernel),
    recovers,
    keys(kernel, { recovery: recovers, rooms: roomList, sending: queue }),
    keeping(kernel),
  ] as const;
}

/** A list of features, and the start: first what the store knows, then the SDK. */
export class Engine {
  private readonly gate: Gate;
  private readonly links: EngineLinks;
  private readonly loadSdk: (snapshot: Promise<unknown>) => Promise<OpenSdk>;
  private failed!: (cause: unknown) => void;
  private readonly opening = new Promise<never>((_resolve, reject) => (this.failed = reject));
  private sdk: Promise<OpenSdk> | undefined;
  private kernel: Kernel | undefined;
  private features: readonly Pick<Feature<never>, 'attach'>[] = [];
  private readonly attached: Disposer[] = [];

  constructor(links: EngineLinks, loadSdk: (snapshot: Promise<unknown>) => Promise<OpenSdk>) {
    this.links = links;
    this.loadSdk = loadSdk;
    const { main, log } = links;
    this.gate = new Gate((report) => {
      main.calls.tokenJudged(report).catch((cause) => log.fault('report of a token', cause));
    });
    main.streams.gate({}, (state) => this.gate.move(state));
    // It may have no listener; a failure is reported where it happens.
    this.opening.catch(() => undefined);
  }

  /** Everything that the page can be answered from the store. */
  async boot(): Promise<Handlers<EngineContract>> {
    const { store, mark } = this.links;
    mark('bootRan');
    const loaded = loadBootData(store);
    this.sdk = this.loadSdk(loaded);
    this.sdk.catch(() => undefined);
    this.kernel = makeKernel(this.links, this.gate, await loaded, this.opening);
    const features = featuresOf(this.kernel);
    this.features = features;
    mark('snapshotServed');
    return handlersOf(features);
  }

  /** Loads the SDK, opens the crypto store and starts to sync; main hears how it ends. */
  async goLive(): Promise<void> {
    const { main, log, mark } = this.links;
    try {
      const [openSdk, opening] = await Promise.all([this.sdk!, main.calls.opening({})]);
      mark('sdkLoaded');
      this.kernel!.phase.tell('loading');
      this.attached.push(await openSdk({ kernel: this.kernel!, opening, attach: (sdk) => this.attach(sdk) }));
    } catch (cause) {
      const error = toError(cause, log, 'opening');
      this.failed(cause);
      await main.calls.openFailed({ error }).catch(() => undefined);
    }
  }

  /** What is not written yet is written. */
  stop(): void {
    for (const dispose of this.attached.splice(0)) dispose();
    this.kernel?.closing.tell();
  }

  /** One after the other, so that they take turns in the order of the list. */
  private async attach(sdk: Sdk): Promise<void> {
    for (const { attach } of this.features) if (attach) this.attached.push(await attach(sdk));
  }
}
