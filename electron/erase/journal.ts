import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import type { EraseReason } from '../../core/session/states.ts';
import { removeDurably, writeDurably } from '../disk/writeDurably.ts';
import type { Durable } from '../disk/durable.ts';
import type { Log } from '../log.ts';

export const eraseReasons = [
  'signedOutElsewhere',
  'deviceReplaced',
  'signedOutHere',
  'startedOver',
] as const satisfies readonly EraseReason[];

const journalShape = z.object({
  v: z.literal(1),
  slug: z.string().regex(/^[0-9a-f]{16}$/),
  vaultEntries: z.array(z.object({ name: z.string(), deviceId: z.string().nullable(), dataGone: z.boolean().optional() })),
  reason: z.enum(eraseReasons),
  at: z.number(),
  dataGone: z.boolean(),
});

/** `damaged`: an erase had begun; `text` null: not even its text can be read. */
export type JournalRead =
  | { readonly is: 'none' }
  | { readonly is: 'read'; readonly journal: EraseJournal }
  | { readonly is: 'damaged'; readonly text: string | null };

/** `erase.json`, or `erase-SLOT.json` where that is another account's. */
export class EraseJournalFile {
  readonly path: string;
  private readonly durable: Durable;
  private readonly log: Log;

  constructor(path: string, durable: Durable, log: Log) {
    this.path = path;
    this.durable = durable;
    this.log = log;
  }

  /** A file that was cut off cannot exist, because it is renamed into place; a damaged one still says that an erase had begun. */
  read(): JournalRead {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { is: 'none' };
      this.log.fault('erase: the journal cannot be read', cause);
      return { is: 'damaged', text: null };
    }
    try {
      return { is: 'read', journal: journalShape.parse(JSON.parse(text)) };
    } catch {
      // Its text may name somebody, so the cause is not logged.
      this.log.write('error', 'erase: the journal is damaged');
      return { is: 'damaged', text };
    }
  }

  async write(step: string, journal: EraseJournal): Promise<void> {
    await this.durable(step, () => writeDurably(this.path, JSON.stringify(journal)));
  }

  async remove(): Promise<void> {
    await this.durable('erase: journal', () => removeDurably(this.path));
  }
}
