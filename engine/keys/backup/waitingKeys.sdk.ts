import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { KeysSent } from '../../../core/features/keys/model.ts';
import { rustParts } from '../../sdk/rustParts.sdk.ts';

/** Counting goes through all keys and blocks the crypto store meanwhile: beyond this, only when somebody looks. */
const countedFreely = 5_000;
const settleMs = 300;

/** How many room keys the backup does not have yet. */
export class WaitingKeys {
  count: number | null = null;
  /** Nobody has counted yet: it may be many. */
  private total = Infinity;
  private counting: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly client: MatrixClient;
  private readonly changed: () => void;

  constructor(client: MatrixClient, changed: () => void) {
    this.client = client;
    this.changed = changed;
    client.on(CryptoEvent.KeyBackupSessionsRemaining, (left) => this.set(left));
    this.hearOfNewKeys();
  }

  /** Counts anew. */
  look(): Promise<void> {
    this.counting ??= this.recount().finally(() => {
      this.counting = null;
    });
    return this.counting;
  }

  /** Sends what waits now, without the SDK's pause before each upload (up to 10 s). */
  async sendAll(limitMs: number, mayAsk: () => boolean): Promise<KeysSent> {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'stopped'>((resolve) => {
      timer = setTimeout(() => resolve('stopped'), limitMs);
    });
    const end = await Promise.race([this.send(() => over || !mayAsk()), late]).catch(() => 'stopped' as const);
    over = true;
    clearTimeout(timer);
    return end === 'sent' ? { is: 'sent' } : { is: 'left', left: this.count };
  }

  private async send(isOver: () => boolean): Promise<'sent' | 'stopped'> {
    const { machine, requests } = rustParts(this.client);
    // Once: counting takes seconds where there are many, each batch is a hundred.
    await this.look();
    let left = this.count ?? 0;
    while (!isOver()) {
      // The same batch as the SDK's own loop may be sending: it is marked as sent once.
      const batch = await machine.backupRoomKeys();
      if (!batch) {
        this.set(0);
        return 'sent';
      }
      await requests.makeOutgoingRequest(batch);
      left = Math.max(0, left - keysIn(batch.body));
      this.set(left);
    }
    return 'stopped';
  }

  private async recount(): Promise<void> {
    const counts = await rustParts(this.client).machine.roomKeyCounts();
    this.total = counts.total;
    this.set(counts.total - counts.backedUp);
    counts.free();
  }

  private set(count: number | null): void {
    if (this.count === count) return;
    this.count = count;
    this.changed();
  }

  /** The SDK tells of keys only to its backup. */
  private hearOfNewKeys(): void {
    const { backups } = rustParts(this.client);
    const upload = backups.maybeUploadKey.bind(backups);
    backups.maybeUploadKey = () => {
      clearTimeout(this.timer);
      if (this.total <= countedFreely) this.timer = setTimeout(() => void this.look().catch(() => undefined), settleMs);
      else this.set(null);
      return upload();
    };
  }
}

/** By room, and in it by session. */
function keysIn(body: string): number {
  const { rooms } = JSON.parse(body) as { readonly rooms: Readonly<Record<string, { readonly sessions: object }>> };
  return Object.values(rooms).reduce((sum, { sessions }) => sum + Object.keys(sessions).length, 0);
}
