import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { removeDurably, writeDurably } from '../disk/writeDurably.ts';
import type { Durable } from '../disk/durable.ts';
import type { Log } from '../log.ts';
import { eraseReasons } from './journal.ts';
import type { EraseJournal } from './journal.ts';

const shape = z.strictObject({ v: z.literal(1), erases: z.array(z.strictObject({ reason: z.enum(eraseReasons), at: z.number() })) });

/** Why and when (milliseconds since the epoch) something was destroyed. */
export type ErasedWhy = Pick<EraseJournal, 'reason' | 'at'>;

const isSame = (a: ErasedWhy, b: ErasedWhy): boolean => a.reason === b.reason && a.at === b.at;

/** `erased.json`: the server has ended these sessions, and nobody has read so yet (E6). It names nobody. */
export class EraseNotice {
  private readonly path: string;
  private readonly durable: Durable;
  private readonly log: Log;
  private saving: Promise<unknown> = Promise.resolve();

  constructor(path: string, durable: Durable, log: Log) {
    this.path = path;
    this.durable = durable;
    this.log = log;
  }

  read(): readonly ErasedWhy[] {
    try {
      return shape.parse(JSON.parse(readFileSync(this.path, 'utf8'))).erases;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') this.log.cause('erase: the notice cannot be read', cause);
      return [];
    }
  }

  /** People know of what they did themselves. */
  async keep({ reason, at }: ErasedWhy): Promise<void> {
    if (reason === 'signedOutHere' || reason === 'startedOver') return;
    await this.save((erases) => [...erases.filter((other) => !isSame(other, { reason, at })), { reason, at }]);
  }

  /** Of several accounts only the one whose notice was read. */
  async forget(why: ErasedWhy): Promise<void> {
    await this.save((erases) => erases.filter((other) => !isSame(other, why)));
  }

  /** One write at a time, each upon the one before. */
  private async save(edit: (erases: readonly ErasedWhy[]) => readonly ErasedWhy[]): Promise<void> {
    const turn = this.saving.then(async () => {
      const erases = edit(this.read());
      if (erases.length === 0) return removeDurably(this.path);
      await this.durable('erase: notice', () => writeDurably(this.path, JSON.stringify({ v: 1, erases })));
    });
    this.saving = turn.catch(() => undefined);
    await turn;
  }
}
