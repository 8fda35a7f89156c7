import type { Connection, DiskTrouble, EnginePhase, EngineStatus } from '../../core/features/status/model.ts';
import { sameData } from '../../core/sameData.ts';
import { ValueFeed } from '../feeds/valueFeed.ts';

/** The engine's state in one value. A held gate covers whatever the network does. */
export class StatusBoard {
  readonly feed = new ValueFeed<EngineStatus>(sameData);
  private phase: EnginePhase = 'snapshot';
  private network: Connection = { is: 'connecting' };
  private isHeld = false;
  private unsentCount = 0;
  private suspended: string | null = null;
  private disk: DiskTrouble | null = null;
  private historyAnew: boolean;

  constructor(historyAnew: boolean) {
    this.historyAnew = historyAnew;
    this.publish();
  }

  /** The server answers, and the session is not paused. */
  get isLive(): boolean {
    return !this.isHeld && this.network.is === 'live';
  }

  setPhase(phase: EnginePhase): void {
    this.phase = phase;
    this.publish();
  }

  setNetwork(network: Connection): void {
    // The time of the first failure counts, not that of the last retry.
    const since = this.network.is === 'down' && network.is === 'down' ? this.network.sinceTs : null;
    this.network = since !== null && network.is === 'down' ? { ...network, sinceTs: since } : network;
    this.publish();
  }

  setHeld(isHeld: boolean): void {
    // What was live before a pause is not live after it until a sync says so.
    if (this.isHeld && !isHeld && this.network.is === 'live') this.network = { is: 'connecting' };
    this.isHeld = isHeld;
    this.publish();
  }

  setUnsent(count: number): void {
    this.unsentCount = count;
    this.publish();
  }

  /** With the server's text; null: it is over. */
  setSuspended(message: string | null): void {
    this.suspended = message;
    this.publish();
  }

  setDisk(trouble: DiskTrouble | null): void {
    this.disk = trouble;
    this.publish();
  }

  historyNoticeRead(): void {
    this.historyAnew = false;
    this.publish();
  }

  private publish(): void {
    const connection: Connection = this.isHeld ? { is: 'held' } : this.network;
    const { phase, unsentCount, suspended, disk, historyAnew } = this;
    this.feed.set({ phase, connection, unsentCount, suspended, disk, historyAnew });
  }
}
