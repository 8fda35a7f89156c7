import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { removeDurably, writeDurably } from '../disk/writeDurably.ts';
import type { Durable } from '../durable.ts';
import type { Log } from '../log.ts';
import { eraseReasons } from './journal.ts';
import type { EraseJournal } from './journal.ts';

const shape = z.strictObject({ v: z.literal(1), reason: z.enum(eraseReasons), at: z.number() });

/** Why and when (milliseconds since the epoch) something was destroyed. */
export type ErasedWhy = Pick<EraseJournal, 'reason' | 'at'>;

/** `erased.json`: the server has ended a session, and nobody has read so yet (E6). It names nobody. */
export class EraseNotice {
  private readonly path: string;
  private readonly durable: Durable;
  private readonly log: Log;

  constructor(path: string, durable: Durable, log: Log) {
    this.path = path;
    this.durable = durable;
    this.log = log;
  }

  read(): ErasedWhy | null {
    try {
      const { reason, at } = shape.parse(JSON.parse(readFileSync(this.path, 'utf8')));
      return { reason, at };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') this.log.cause('erase: the notice cannot be read', cause);
      return null;
    }
  }

  /** People know of what they did themselves. */
  async keep({ reason, at }: ErasedWhy): Promise<void> {
    if (reason === 'signedOutHere' || reason === 'startedOver') return;
    await this.durable('erase: notice', () => writeDurably(this.path, JSON.stringify({ v: 1, reason, at })));
  }

  async forget(): Promise<void> {
    await removeDurably(this.path);
  }
}
