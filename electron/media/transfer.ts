import type { FoundMedia } from '../../core/features/media/mainCalls.ts';
import { mostPictureBytes } from '../../core/features/media/mediaAnswer.ts';
import { Listeners } from '../../core/listeners.ts';
import { unlocking } from './cache/unlocking.ts';
import type { Incoming, MediaCache } from './cache/mediaCache.ts';
import { chunkBytes } from './cache/sealedFile.ts';
import type { Arriving } from './fetchMedia.ts';
import { MediaFailure, troubleOf } from './mediaFailure.ts';
import type { MediaFile } from './mediaFile.ts';

export interface TransferParts {
  readonly cache: Pick<MediaCache, 'begin'>;
  readonly fetch: (found: FoundMedia, signal: AbortSignal) => Promise<Arriving>;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** No file of a message is larger; a hostile server must not fill the disk. */
const mostBytes = 2 * 1024 ** 3;

/** Milliseconds until a file that was cut off is asked for again; it begins anew there, and goes on here. */
const pauses = [500, 2_000, 8_000] as const;

/** A file on its way: readable as far as it has come. Whoever waits for more hears when it comes, or why it does not. */
export class Transfer implements MediaFile {
  private readonly found: FoundMedia;
  private readonly parts: TransferParts;
  private readonly stopping = new AbortController();
  private readonly news = new Listeners<void>();
  private incoming: Incoming | null = null;
  private length: number | null = null;
  private came = 0;
  private state: 'coming' | 'whole' | MediaFailure = 'coming';
  /** Resolves when it is over, however it ended. */
  readonly over: Promise<void>;

  constructor(found: FoundMedia, id: string, parts: TransferParts) {
    this.found = found;
    this.parts = parts;
    this.over = this.run(id);
  }

  get total(): number | null {
    return this.state === 'whole' ? this.came : this.length;
  }

  get failure(): MediaFailure | null {
    return this.state instanceof MediaFailure ? this.state : null;
  }

  get isOver(): boolean {
    return this.state !== 'coming';
  }

  async whole(): Promise<void> {
    while (this.state === 'coming') await this.change();
    if (this.failure) throw this.failure;
  }

  /** Once the first bytes are there, and how long it will be. */
  async begun(bytes: number): Promise<void> {
    while (this.state === 'coming' && (this.length === null || this.arrived < Math.min(bytes, this.length))) await this.change();
    if (this.failure) throw this.failure;
  }

  /** Some of the bytes from `from` on, at least one; empty: there are no more. */
  async read(from: number, to: number): Promise<Buffer> {
    while (this.state === 'coming' && this.arrived <= from) await this.change();
    if (this.failure) throw this.failure;
    const end = Math.min(to, this.arrived, from + 4 * chunkBytes);
    return end <= from || !this.incoming ? Buffer.alloc(0) : this.incoming.read(from, end);
  }

  stop(): void {
    this.stopping.abort(new MediaFailure('offline'));
  }

  /** Nobody may read it any more. */
  async close(): Promise<void> {
    this.stop();
    await this.over;
    await this.incoming?.close().catch(() => undefined);
  }

  private get arrived(): number {
    return this.incoming?.arrived ?? 0;
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.news.add(() => {
        stop();
        resolve();
      });
    });
  }

  private async run(id: string): Promise<void> {
    try {
      this.incoming = await this.parts.cache.begin(id);
      await this.fill(this.incoming);
      await this.incoming.keep();
      this.state = 'whole';
    } catch (cause) {
      await this.incoming?.drop().catch(() => undefined);
      this.state = new MediaFailure(troubleOf(cause));
    }
    this.news.tell();
  }

  private async fill(incoming: Incoming): Promise<void> {
    const { signal } = this.stopping;
    const opened = unlocking(this.found.source.secret);
    for (let tries = 0; ; tries++) {
      try {
        await this.once(incoming, opened.through, signal);
        break;
      } catch (cause) {
        const ms = pauses[tries];
        if (cause instanceof MediaFailure || troubleOf(cause) === 'disk' || signal.aborted || ms === undefined) throw cause;
        await this.parts.pause(ms, signal);
      }
    }
    if (!opened.isRight()) throw new MediaFailure('altered');
  }

  /** What has come before is the same again: a file never changes. */
  private async once(incoming: Incoming, through: (bytes: Uint8Array) => Uint8Array, signal: AbortSignal): Promise<void> {
    const { bytes, body } = await this.parts.fetch(this.found, signal);
    const most = this.found.isPicture ? mostPictureBytes : mostBytes;
    if ((bytes ?? 0) > most) throw new MediaFailure('tooLarge');
    this.length = bytes;
    let at = 0;
    for await (const piece of body) {
      signal.throwIfAborted();
      const fresh = piece.subarray(Math.max(0, this.came - at));
      at += piece.length;
      if (fresh.length === 0) continue;
      if (at > most) throw new MediaFailure('tooLarge');
      this.came += fresh.length;
      await incoming.write(through(fresh));
      this.news.tell();
    }
    if (bytes !== null && at < bytes) throw new Error('it was cut off');
  }
}
