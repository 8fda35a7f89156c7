import { z } from 'zod';
import type { Durable } from '../disk/durable.ts';
import { JsonFile } from '../disk/jsonFile.ts';
import type { Log } from '../log.ts';
import { eraseReasons } from './journal.ts';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';

const shape = z.strictObject({ v: z.literal(1), erases: z.array(z.strictObject({ reason: z.enum(eraseReasons), at: z.number() })) });

/** Why and when (milliseconds since the epoch) something was destroyed. */
export type ErasedWhy = Pick<EraseJournal, 'reason' | 'at'>;

const isSame = (a: ErasedWhy, b: ErasedWhy): boolean => a.reason === b.reason && a.at === b.at;

/** `erased.json`: the server has ended these sessions, and nobody has read so yet (E6). It names nobody. */
export class EraseNotice {
  private readonly file: JsonFile;
  private readonly log: Log;

  constructor(path: string, durable: Durable, log: Log) {
    this.file = new JsonFile(path, durable);
    this.log = log;
  }

  read(): readonly ErasedWhy[] {
    try {
      const kept = this.file.read();
      return kept === null ? [] : shape.parse(kept).erases;
    } catch (cause) {
      this.log.fault('erase: the notice cannot be read', cause);
      return [];
    }
  }

  /** People know of what they did themselves. */
  async keep({ reason, at }: ErasedWhy): Promise<void> {
    if (reason === 'signedOutHere' || reason === 'startedOver') return;
    await this.save((erases) => [...erases.filter((other) => !isSame(other, { reason, at })), { reason, at }]);
  }

  /** Where several accounts were erased, only the notice that was read. */
  async forget(why: ErasedWhy): Promise<void> {
    await this.save((erases) => erases.filter((other) => !isSame(other, why)));
  }

  private async save(edit: (erases: readonly ErasedWhy[]) => readonly ErasedWhy[]): Promise<void> {
    await this.file.change(async ({ write, remove }) => {
      const erases = edit(this.read());
      await (erases.length === 0 ? remove() : write({ v: 1, erases }, 'erase: notice'));
    });
  }
}
