import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../core/errors.ts';
import { InTurn } from '../../core/inTurn.ts';
import { removeDurably } from '../disk/writeDurably.ts';
import { SealedReader, SealedWriter } from './sealedFile.ts';

export interface FilesToSendParts {
  /** The account's folder for them, and the key that seals them; null while no account is open. */
  readonly place: () => { readonly folder: string; readonly key: Uint8Array } | null;
}

interface Piece {
  readonly id: string;
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

/** What is still being written; it never bears the name of a whole one. */
const partOf = (path: string): string => `${path}.part`;

/** The files that wait to be sent: sealed copies in the account's folder, so that they outlive a quit and nobody can read them. */
export class FilesToSend {
  private readonly parts: FilesToSendParts;
  private readonly writing = new Map<string, SealedWriter>();
  /** Those of this run: nobody may know of them yet. */
  private readonly ofThisRun = new Set<string>();
  private readonly turns = new InTurn();
  /** Its account is being destroyed. */
  private closedFolder: string | null = null;

  constructor(parts: FilesToSendParts) {
    this.parts = parts;
  }

  keep(piece: Piece): Promise<void> {
    return this.turns.run(() => this.keepNow(piece));
  }

  async open(id: string): Promise<SealedReader> {
    const { folder, key } = this.place();
    return SealedReader.open(join(folder, id), key);
  }

  async lengthOf(id: string): Promise<number> {
    const reader = await this.open(id);
    await reader.close();
    return reader.length;
  }

  drop(ids: readonly string[]): Promise<void> {
    return this.turns.run(async () => {
      const { folder } = this.place();
      for (const id of ids) {
        await this.abandon(id);
        await removeDurably(join(folder, id));
      }
    });
  }

  /** Of those that an earlier run has left, only these are still to be sent. */
  keepOnly(ids: readonly string[]): Promise<void> {
    return this.turns.run(async () => {
      const { folder } = this.place();
      const kept = new Set([...ids, ...this.ofThisRun]);
      const there = await readdir(folder).catch(() => []);
      for (const name of there) if (!kept.has(name.replace(/\.part$/, ''))) await rm(join(folder, name), { force: true });
    });
  }

  /** Nothing is written into this account's folder from now on. */
  async close(): Promise<void> {
    this.closedFolder = this.parts.place()?.folder ?? null;
    await this.turns.run(async () => {
      for (const id of [...this.writing.keys()]) await this.abandon(id);
    });
  }

  private async keepNow({ id, at, bytes, isLast }: Piece): Promise<void> {
    const { folder, key } = this.place();
    const path = join(folder, id);
    try {
      const writer = at === 0 ? await this.begin(id, folder, key) : this.writing.get(id);
      if (writer?.length !== at) throw new Failure({ code: 'badArgument', field: 'at' });
      await writer.write(bytes);
      if (!isLast) return;
      await writer.end();
      this.writing.delete(id);
      await rename(partOf(path), path);
    } catch (cause) {
      // A disk that is full does not get back what half a file takes, unless it goes.
      await this.abandon(id);
      throw cause;
    }
  }

  private async begin(id: string, folder: string, key: Uint8Array): Promise<SealedWriter> {
    await this.abandon(id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const writer = await SealedWriter.create(partOf(join(folder, id)), key);
    this.writing.set(id, writer);
    this.ofThisRun.add(id);
    return writer;
  }

  private async abandon(id: string): Promise<void> {
    const writer = this.writing.get(id);
    if (!writer) return;
    this.writing.delete(id);
    await writer.abandon();
    const place = this.parts.place();
    if (place) await rm(partOf(join(place.folder, id)), { force: true });
  }

  private place(): { readonly folder: string; readonly key: Uint8Array } {
    const place = this.parts.place();
    if (!place || place.folder === this.closedFolder) throw new Failure({ code: 'sessionPaused' });
    return place;
  }
}
