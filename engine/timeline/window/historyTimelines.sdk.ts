import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { RoomSnapshot } from '../../../core/features/snapshot/storeCalls.ts';
import type { EventId, RoomId, TxnId } from '../../../core/ids.ts';
import type { Disposer } from '../../../core/listeners.ts';
import type { Kernel } from '../../kernel.ts';
import { listenTo } from '../../sdk/listenTo.sdk.ts';
import type { Sdk } from '../../sdk/sdk.sdk.ts';
import type { LiveTimelines, PageKnowledge } from '../liveTimelines.ts';
import type { RoomSink } from '../shownRoom.ts';
import { ownTxnId } from '../timelineItems.sdk.ts';
import { PageBack } from './pageBack.sdk.ts';
import { RoomWindow, type RoomWindowParts } from './roomWindow.sdk.ts';

/** The server may answer with nothing but events that have no row; then the next ones are asked for, up to this often. */
const maxPages = 6;

/** The rooms' timelines as the account's own history has them; what is not there yet, the server is asked for. */
export class HistoryTimelines implements LiveTimelines {
  private readonly views = new Map<string, RoomWindow>();
  private readonly parts: RoomWindowParts;
  private changes = 0;
  readonly stop: Disposer;

  constructor({ client, history }: Sdk, { store, log }: Kernel, page: PageKnowledge) {
    const pageBack = new PageBack(client, store.calls);
    this.parts = { client, store: store.calls, history, pageBack, ...page, deviceChanges: () => this.changes, log };
    const stopDevices = listenTo(client, { [CryptoEvent.DevicesUpdated]: () => this.devicesChanged() });
    const stopHistory = history.changed.add((roomIds) => this.changed(roomIds));
    this.stop = () => {
      stopDevices();
      stopHistory();
      for (const view of this.views.values()) view.close();
    };
  }

  openRoom(roomId: RoomId, sink: RoomSink): Disposer {
    const view = new RoomWindow(roomId, sink, this.parts);
    this.views.set(roomId, view);
    void view.refresh();
    return () => {
      view.close();
      if (this.views.get(roomId) === view) this.views.delete(roomId);
    };
  }

  async refresh(roomIds: readonly string[]): Promise<void> {
    await Promise.all(roomIds.map(async (roomId) => this.views.get(roomId)?.refresh()));
  }

  async loadOlder(roomId: RoomId, limit: number): Promise<{ hasOlder: boolean }> {
    const view = this.views.get(roomId);
    if (!view) return { hasOlder: false };
    const before = view.items.length;
    for (let page = 0; page < maxPages && view.hasOlder; page++) {
      if (view.gap) await this.parts.pageBack.fill(roomId, view.gap, limit);
      await view.reach(limit);
      if (view.items.length > before) break;
    }
    return { hasOlder: view.hasOlder };
  }

  async screenOf(roomId: RoomId, length: number): Promise<RoomSnapshot | null> {
    let screen: RoomSnapshot | null = null;
    // Some events have no row, so a screen needs more of them than it has rows.
    const view = new RoomWindow(
      roomId,
      {
        isPassing: true,
        show: (items, detail) => {
          const last = items.slice(-length);
          // Who was typing is no longer true when the snapshot is shown.
          screen = { detail: { ...detail, typing: [], hasOlder: detail.hasOlder || last.length === length }, items: last };
        },
      },
      this.parts,
      2 * length,
    );
    await view.refresh();
    view.close();
    return screen;
  }

  hasMessage(roomId: RoomId, txnId: TxnId, eventId: EventId | null): boolean {
    const view = this.views.get(roomId);
    // Where somebody looks, a message leaves the queue only when it is seen in its new place.
    if (view) return view.shows(txnId);
    const room = this.parts.client.getRoom(roomId);
    const events = room?.getLiveTimeline().getEvents() ?? [];
    return events.some((event) => event.getId() === eventId || (event.getSender() === room?.myUserId && ownTxnId(event) === txnId));
  }

  private changed(roomIds: readonly RoomId[]): void {
    for (const roomId of roomIds) this.views.get(roomId)?.touch();
    void this.refresh(roomIds);
  }

  /** Whose device it was may be known now. */
  private devicesChanged(): void {
    this.changes += 1;
    void this.refresh([...this.views.keys()]);
  }
}
