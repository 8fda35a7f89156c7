import type { MediaAnswer } from '../../core/features/media/mainCalls.ts';
import type { MediaTarget } from '../../core/features/media/mediaUrl.ts';
import type { MediaTrouble } from '../../core/features/media/trouble.ts';
import type { SealedFile } from './cache/sealedFile.ts';
import type { MediaCache } from './cache/mediaCache.ts';
import { MediaFailure } from './mediaFailure.ts';
import type { MediaFile } from './mediaFile.ts';
import { storedFile } from './storedFile.ts';
import { Transfer } from './transfer.ts';
import type { TransferParts } from './transfer.ts';

export interface AccountMediaParts extends Omit<TransferParts, 'cache'> {
  readonly cache: MediaCache;
  /** Of what waits to be sent; null: there is none of this name. */
  readonly unsent: (id: string) => Promise<SealedFile | null>;
  readonly ask: (target: MediaTarget, signal: AbortSignal) => Promise<MediaAnswer>;
  /** So long a file that nobody reads goes on coming: somebody who jumps within it asks anew. */
  readonly lingerMs: number;
}

interface Shared {
  readonly transfer: Transfer;
  readers: number;
  timer: NodeJS.Timeout | undefined;
}

/** A file that is in use; `release` once, when it is no longer. */
export interface OpenMedia {
  readonly file: MediaFile;
  readonly release: () => void;
}

/** The files of one account: from the cache, else from its homeserver, each at most once at a time. */
export class AccountMedia {
  private readonly parts: AccountMediaParts;
  private readonly coming = new Map<string, Promise<Shared>>();
  private readonly troubles = new Map<string, MediaTrouble>();
  private readonly closing = new AbortController();
  private readonly stored = new Set<{ readonly close: () => Promise<void> }>();

  constructor(parts: AccountMediaParts) {
    this.parts = parts;
  }

  /** Rejects with a `MediaFailure`, or where `signal` is aborted. */
  async open(target: MediaTarget, signal: AbortSignal): Promise<OpenMedia> {
    const id = idOf(target);
    const isUnsent = target.of === 'unsent';
    const found = isUnsent ? await this.parts.unsent(target.id) : this.coming.has(id) ? null : await this.parts.cache.find(id);
    if (this.closing.signal.aborted) {
      await found?.close();
      throw new MediaFailure('gone');
    }
    if (found) {
      this.stored.add(found);
      const release = (): void => {
        this.stored.delete(found);
        found.close().catch(() => undefined);
      };
      return { file: storedFile(found, () => (isUnsent ? undefined : void this.parts.cache.forget(id))), release };
    }
    if (isUnsent) throw new MediaFailure('gone');
    return this.shared(id, target, signal);
  }

  /** As its sender calls it. */
  async nameOf(target: MediaTarget, signal: AbortSignal): Promise<string> {
    const answer = await this.parts.ask(target, AbortSignal.any([signal, this.closing.signal]));
    if (answer.is === 'none') throw new MediaFailure('gone');
    return answer.name;
  }

  /** What came in the way of it the last time. */
  troubleOf(target: MediaTarget): MediaTrouble | null {
    return this.troubles.get(idOf(target)) ?? null;
  }

  failed(target: MediaTarget, trouble: MediaTrouble): void {
    this.troubles.set(idOf(target), trouble);
  }

  /** Everything that is on its way stops, and nothing of it stays; resolves when no file is open any more. */
  async close(): Promise<void> {
    this.closing.abort(new MediaFailure('gone'));
    const all = [...this.coming.values()];
    await Promise.allSettled([...all.map(async (one) => (await one).transfer.close()), ...[...this.stored].map((file) => file.close())]);
    this.coming.clear();
    this.stored.clear();
  }

  private async shared(id: string, target: MediaTarget, signal: AbortSignal): Promise<OpenMedia> {
    let one = this.coming.get(id);
    if (!one) {
      one = this.begin(id, target);
      this.coming.set(id, one);
      one.catch(() => this.coming.delete(id));
    }
    const shared = await orAborted(one, signal);
    clearTimeout(shared.timer);
    shared.readers += 1;
    return { file: shared.transfer, release: () => this.left(id, shared) };
  }

  private async begin(id: string, target: MediaTarget): Promise<Shared> {
    const answer = await this.parts.ask(target, this.closing.signal);
    if (answer.is === 'none') throw new MediaFailure('gone');
    const transfer = new Transfer(answer, id, this.parts);
    const shared: Shared = { transfer, readers: 0, timer: undefined };
    void transfer.over.then(() => this.left(id, shared, false));
    return shared;
  }

  /** The last reader has gone, or all of it is here. */
  private left(id: string, shared: Shared, wasReader = true): void {
    if (wasReader) shared.readers -= 1;
    if (shared.readers > 0) return;
    const { transfer } = shared;
    clearTimeout(shared.timer);
    const end = (): void => {
      this.coming.delete(id);
      transfer.close().catch(() => undefined);
    };
    // What failed is asked for anew the next time.
    if (transfer.isOver) end();
    else shared.timer = setTimeout(end, this.parts.lingerMs).unref();
  }
}

const idOf = (target: MediaTarget): string => JSON.stringify(Object.entries(target).sort(([a], [b]) => (a < b ? -1 : 1)));

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const aborted = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', aborted, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}
