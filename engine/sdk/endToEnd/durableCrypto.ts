import { Failure } from '../../../core/errors.ts';
import type { DiskTrouble } from '../../../core/features/status/model.ts';
import type { Log } from '../../log.ts';
import { diskTroubleOf, hasSpace } from './diskTroubleOf.ts';

/** As `initRustCrypto({cryptoDatabasePrefix})` names it. */
export const cryptoDatabasePrefix = 'latchkey';
const databaseName = `${cryptoDatabasePrefix}::matrix-sdk-crypto`;
/** A store of single values by name; the crypto module reads only names of its own. */
const objectStore = 'core';
const ownName = 'latchkey_durable';
/** A disk that hangs for longer takes nothing. */
const longestMs = 30_000;

/**
 * Where a write fails nothing is written to this database any more, until Chromium has closed it and read it anew: what follows a write
 * that a full disk has torn off cannot be read back, and Chromium then begins an empty database in its place (tried: all keys were gone at
 * the next start).
 *
 * The crypto module writes with `relaxed` durability: what it has written outlives this process, but a power cut takes seconds of it.
 * A transaction with `strict` durability makes durable whatever was written to the database before it. It must write: Chromium syncs
 * nothing for one that changed nothing (measured: one fdatasync for a put, also of the same value; none for reading or deleting nothing).
 */
export class DurableCrypto {
  private opening: Promise<IDBDatabase> | null = null;
  private readonly factory: IDBFactory;
  private readonly onDisk: (trouble: DiskTrouble | null) => void;
  private readonly log: Log;
  private readonly onRefused: (cause: unknown) => void;
  private refuses = false;
  private underWay: Promise<void> | null = null;
  /** The one sync for all that came while one was under way. */
  private behind: Promise<void> | null = null;

  /** `onRefused`: this engine can go on no more. */
  constructor(factory: IDBFactory, onDisk: (trouble: DiskTrouble | null) => void, log: Log, onRefused: (cause: unknown) => void) {
    this.factory = factory;
    this.onDisk = onDisk;
    this.log = log;
    this.onRefused = onRefused;
  }

  /**
   * Resolves once all that the crypto module has written is on the disk; rejects with `diskRefuses`, and has said so, where it takes
   * nothing.
   */
  settle(): Promise<void> {
    if (this.behind) return this.behind;
    if (!this.underWay) return this.begin();
    // It may have begun before what is to be durable now was written. One behind it does for all who wait: each is a sync of the disk, and
    // of ten rooms that send at once each asks for one.
    this.behind = this.underWay
      .catch(() => undefined)
      .then(() => {
        this.behind = null;
        return this.begin();
      });
    return this.behind;
  }

  private begin(): Promise<void> {
    const own = this.settleNow().finally(() => {
      if (this.underWay === own) this.underWay = null;
    });
    this.underWay = own;
    return own;
  }

  private async settleNow(): Promise<void> {
    if (this.refuses) throw new Failure({ code: 'diskRefuses' });
    try {
      await this.write((store) => store.put(0, ownName));
    } catch (cause) {
      this.refuse();
      this.log.fault('the crypto store cannot be made durable', cause);
      this.onRefused(cause);
      this.onDisk(await diskTroubleOf(cause));
      throw new Failure({ code: 'diskRefuses' });
    }
    this.onDisk(null);
  }

  /** Nothing more is written, whoever found that the database takes nothing. */
  refuse(): void {
    this.refuses = true;
  }

  private async write(work: (store: IDBObjectStore) => void): Promise<void> {
    const opening = this.database();
    try {
      await inTime(opening.then((database) => written(database, work)));
    } catch (cause) {
      // It may have lost its connection; the next try opens another.
      this.forget(opening);
      throw cause;
    }
  }

  private database(): Promise<IDBDatabase> {
    if (this.opening) return this.opening;
    const opening: Promise<IDBDatabase> = this.open(() => this.forget(opening));
    this.opening = opening;
    return opening;
  }

  private async open(onClose: () => void): Promise<IDBDatabase> {
    // Chromium may take a database for damaged that it cannot open on a full disk, and begin another: all keys would be gone.
    if (!(await hasSpace())) throw new DOMException('the disk is full', 'QuotaExceededError');
    return new Promise((resolve, reject) => {
      const request = this.factory.open(databaseName);
      // Only the crypto module makes it.
      request.onupgradeneeded = () => request.transaction?.abort();
      request.onerror = () => reject(request.error ?? new Error('the crypto database does not open'));
      request.onsuccess = () => {
        const database = request.result;
        // Nobody waits for us who wants to change or delete it.
        database.onversionchange = onClose;
        database.onclose = onClose;
        resolve(database);
      };
    });
  }

  private forget(opening: Promise<IDBDatabase>): void {
    if (this.opening === opening) this.opening = null;
    // Also one that opens only after it was given up.
    opening.then(
      (database) => database.close(),
      () => undefined,
    );
  }
}

/** Rejects where it takes too long; nobody knows then whether it ever ends. */
function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the crypto database does not answer')), longestMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

function written(database: IDBDatabase, work: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(objectStore, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the crypto database took nothing'));
    work(transaction.objectStore(objectStore));
  });
}
