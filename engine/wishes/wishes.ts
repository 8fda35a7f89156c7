import type { AppError } from '../../core/errors.ts';
import type { Log } from '../log.ts';

/** So many syncs after the server has taken a wish it has come by sync, or somebody else has wished otherwise. */
const syncsUntilThere = 3;

interface Wish {
  readonly on: boolean;
  /** How many syncs ago the server has taken it; null: it has not. */
  taken: number | null;
}

export interface WishesParts {
  /** Made durable. */
  readonly keep: (text: string | null) => Promise<void>;
  /** Shows it as wished; null: as the server says. */
  readonly show: (key: string, on: boolean | null) => void;
  readonly toError: (cause: unknown) => AppError;
  /** The server will not have it: it is as the server says, and not asked again. */
  readonly refused?: (key: string, error: AppError) => void;
  readonly log: Log;
}

type Put = (key: string, on: boolean) => Promise<void>;

/** What is on or off, as somebody wished it, until the server says so itself: offline, signed out and over a restart, too. */
export class Wishes {
  private readonly wishes = new Map<string, Wish>();
  private readonly parts: WishesParts;
  private put: Put | null = null;
  private sending: Promise<void> | null = null;

  constructor(saved: string | null, parts: WishesParts) {
    this.parts = parts;
    for (const [key, on] of readSaved(saved)) {
      this.wishes.set(key, { on, taken: null });
      parts.show(key, on);
    }
  }

  /** Durable when it resolves. */
  async want(key: string, on: boolean): Promise<void> {
    this.wishes.set(key, { on, taken: null });
    this.parts.show(key, on);
    await this.keep();
    void this.send();
  }

  /** The SDK is there. */
  open(put: Put): void {
    this.put = put;
    void this.send();
  }

  /** What did not go before goes now; what the server has long taken is its own to say. */
  synced(): void {
    for (const [key, wish] of this.wishes) {
      if (wish.taken === null) continue;
      wish.taken += 1;
      if (wish.taken >= syncsUntilThere) this.drop(key);
    }
    void this.send();
  }

  /** One at a time; at the first that does not go the others wait for the next sync, too. */
  private send(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    const { put } = this;
    if (!put) return;
    try {
      for (let next = this.next(); next; next = this.next()) {
        const [key, wish] = next;
        const error = await put(key, wish.on).then(
          () => null,
          (cause: unknown) => this.parts.toError(cause),
        );
        // Somebody may have changed their mind meanwhile.
        if (error === null) wish.taken = 0;
        else if (!isRefusal(error)) return;
        else if (this.wishes.get(key) === wish) {
          this.drop(key);
          this.parts.refused?.(key, error);
        }
        await this.keep();
      }
    } catch (cause) {
      this.parts.log.fault('a wish could not be written down', cause);
    }
  }

  private drop(key: string): void {
    this.wishes.delete(key);
    this.parts.show(key, null);
  }

  private next(): readonly [string, Wish] | undefined {
    return [...this.wishes].find(([, { taken }]) => taken === null);
  }

  private keep(): Promise<void> {
    const waiting = [...this.wishes].filter(([, { taken }]) => taken === null).map(([key, { on }]) => [key, on] as const);
    return this.parts.keep(waiting.length === 0 ? null : JSON.stringify(waiting));
  }
}

/** A 401 is about who asks, and not about what is asked. */
const isRefusal = (error: AppError): boolean => error.code === 'refused' && error.status !== 401;

/** Written by ourselves; what is wrong with it costs itself. */
function readSaved(text: string | null): readonly (readonly [string, boolean])[] {
  try {
    const saved: unknown = JSON.parse(text ?? '[]');
    return (Array.isArray(saved) ? saved : []).filter(
      (one): one is [string, boolean] =>
        Array.isArray(one) && typeof one[0] === 'string' && one[0].startsWith('!') && typeof one[1] === 'boolean',
    );
  } catch {
    return [];
  }
}
