import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { EraseReason } from '../../core/session/states.ts';
import { removeDurably, writeDurably } from '../disk/writeDurably.ts';
import type { Durable } from '../durable.ts';
import type { Log } from '../log.ts';

const reasons = ['signedOutElsewhere', 'deviceReplaced', 'signedOutHere', 'startedOver'] as const satisfies readonly EraseReason[];

const journalShape = z.object({
  v: z.literal(1),
  slug: z.string().regex(/^[0-9a-f]{16}$/),
  /** Keychain entries that must go, crossed out as they do; the device tells them from one that a later sign-in made under that name. */
  vaultEntries: z.array(z.object({ name: z.string(), deviceId: z.string().nullable() })),
  reason: z.enum(reasons),
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** Everything but the keychain is done. */
  dataGone: z.boolean(),
});

/** `erase.json`, or `erase-SLOT.json` where that is another account's: what is being destroyed. No secret; the names in it go with it. */
export type EraseJournal = z.infer<typeof journalShape>;

export class EraseJournalFile {
  readonly path: string;
  private readonly durable: Durable;
  private readonly log: Log;

  constructor(path: string, durable: Durable, log: Log) {
    this.path = path;
    this.durable = durable;
    this.log = log;
  }

  /** Null: nothing is to be erased. A file that was cut off cannot exist, because it is renamed into place. */
  read(): EraseJournal | null {
    if (!existsSync(this.path)) return null;
    try {
      return journalShape.parse(JSON.parse(readFileSync(this.path, 'utf8')));
    } catch (cause) {
      // Whose data it was is lost; with the key gone they are reported as such (J3), and nothing else is guessed.
      this.log.cause('erase: the journal cannot be read', cause);
      return null;
    }
  }

  async write(step: string, journal: EraseJournal): Promise<void> {
    await this.durable(step, () => writeDurably(this.path, JSON.stringify(journal)));
  }

  async remove(): Promise<void> {
    await this.durable('erase: journal', () => removeDurably(this.path));
  }
}
