import { createHmac, hkdfSync } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { openSealed, SealedWriter } from './sealedFile.ts';
import type { SealedFile } from './sealedFile.ts';

export interface MediaCacheParts {
  readonly folder: string;
  /** 32 bytes, of the account. */
  readonly key: Uint8Array;
  /** Bytes that all files may take together. */
  readonly limit: () => number;
  /** Milliseconds since the epoch. */
  readonly wallClock: () => number;
}

/** A file that is on its way into the cache. */
export interface Incoming extends SealedFile {
  write(bytes: Uint8Array): Promise<void>;
  /** It is whole and right: from now on it is found. */
  keep(): Promise<void>;
  /** Nothing of it stays. */
  drop(): Promise<void>;
}

/** `name.new` is on its way; what an earlier run left of it is no use to anybody. */
const onItsWay = '.new';

/** The account's sealed files. Their names say nothing without its key. */
export class MediaCache {
  private readonly parts: MediaCacheParts;
  private readonly nameKey: Uint8Array;
  private ready: Promise<void> | undefined;
  private count = 0;

  constructor(parts: MediaCacheParts) {
    this.parts = parts;
    this.nameKey = new Uint8Array(hkdfSync('sha256', parts.key, '', 'latchkey v1 media names', 32));
  }

  /** Null: it is not here whole. */
  async find(id: string): Promise<SealedFile | null> {
    await this.prepared();
    const name = this.nameOf(id);
    const path = join(this.parts.folder, name);
    const file = await openSealed(path, this.parts.key, name);
    // What is looked at often stays longest.
    if (file) await this.touch(path);
    return file;
  }

  async begin(id: string): Promise<Incoming> {
    await this.prepared();
    const name = this.nameOf(id);
    const path = join(this.parts.folder, name);
    const way = `${path}.${(this.count += 1)}${onItsWay}`;
    const writer = await SealedWriter.create(way, this.parts.key, name);
    return {
      get arrived() {
        return writer.arrived;
      },
      write: (bytes) => writer.write(bytes),
      read: (from, to) => writer.read(from, to),
      close: () => writer.close(),
      keep: async () => {
        await writer.finish();
        await rename(way, path);
        await this.touch(path);
        await this.tidy(name);
      },
      drop: () => rm(way, { force: true }),
    };
  }

  /** What was found not to be what it should be. */
  async forget(id: string): Promise<void> {
    await rm(join(this.parts.folder, this.nameOf(id)), { force: true });
  }

  /** Bytes of all files. */
  async size(): Promise<number> {
    return (await this.files()).reduce((sum, { size }) => sum + size, 0);
  }

  /** Drops what was not looked at for longest until the rest is within the limit; never `newest`. */
  async tidy(newest = ''): Promise<void> {
    const files = (await this.files()).filter(({ name }) => !name.endsWith(onItsWay));
    let left = files.reduce((sum, { size }) => sum + size, 0);
    for (const { name, size } of files.sort((a, b) => a.at - b.at)) {
      if (left <= this.parts.limit()) return;
      if (name === newest) continue;
      await rm(join(this.parts.folder, name), { force: true });
      left -= size;
    }
  }

  private async files(): Promise<{ readonly name: string; readonly size: number; readonly at: number }[]> {
    const names = await readdir(this.parts.folder).catch(() => []);
    const all = await Promise.all(
      names.map(async (name) => {
        const found = await stat(join(this.parts.folder, name)).catch(() => null);
        return found ? [{ name, size: found.size, at: found.mtimeMs }] : [];
      }),
    );
    return all.flat();
  }

  private prepared(): Promise<void> {
    const { folder } = this.parts;
    return (this.ready ??= (async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const left = (await readdir(folder)).filter((name) => name.endsWith(onItsWay));
      await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
    })());
  }

  private async touch(path: string): Promise<void> {
    const now = this.parts.wallClock() / 1000;
    await utimes(path, now, now).catch(() => undefined);
  }

  private nameOf(id: string): string {
    return createHmac('sha256', this.nameKey).update(id).digest('hex').slice(0, 40);
  }
}
