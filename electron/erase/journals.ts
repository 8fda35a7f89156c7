import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Durable } from '../disk/durable.ts';
import type { Log } from '../log.ts';
import { newSlug } from '../profile/profile.ts';
import type { Profile } from '../profile/profile.ts';
import type { SessionRecord } from '../record/sessionRecord.ts';
import { inferErases } from './inferErases.ts';
import { EraseJournalFile } from './journal.ts';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';

export interface FoundJournal {
  readonly file: EraseJournalFile;
  readonly journal: EraseJournal;
}

/** The journals of a profile: each erase has a file of its own, because several can be under way or cut off. */
export class EraseJournals {
  private readonly parts: {
    readonly profile: Profile;
    readonly record: Pick<SessionRecord, 'accounts'>;
    readonly durable: Durable;
    readonly log: Log;
  };
  /** Files that an account of this run writes to. */
  private readonly taken = new Set<string>();

  constructor(parts: EraseJournals['parts']) {
    this.parts = parts;
  }

  /** What was cut off; each file is its finder's from now on. */
  unfinished(): readonly FoundJournal[] {
    const { folder } = this.parts.profile;
    const names = readdirSync(folder).filter((name) => /^erase(-[0-9a-f]{16})?\.json$/.test(name));
    return names.toSorted().flatMap((name) => {
      const path = join(folder, name);
      const file = this.at(path);
      const read = file.read();
      if (read.is === 'none') return [];
      this.taken.add(path);
      return read.is === 'read' ? [{ file, journal: read.journal }] : this.inferred(file, read.text);
    });
  }

  /** One that tells nothing certain stays where it is, and is looked at again at the next start. */
  private inferred(file: EraseJournalFile, text: string | null): readonly FoundJournal[] {
    const { profile, record, log } = this.parts;
    const journals = inferErases({ text, accounts: record.accounts, profile, at: statSync(file.path).mtimeMs });
    log.write('warn', `erase: inferred ${journals.length} from a damaged journal`);
    return journals.map((journal, at) => ({ file: at === 0 ? file : this.newFile(journal.slug), journal }));
  }

  /** A file that nobody else writes to: the plain name where it is free; an erase of the same slot may wait in the slot's own. */
  newFile(slot: string): EraseJournalFile {
    const { eraseJournal, eraseJournalOf } = this.parts.profile;
    const path = [eraseJournal, eraseJournalOf(slot)].find((one) => !this.taken.has(one)) ?? eraseJournalOf(newSlug());
    this.taken.add(path);
    return this.at(path);
  }

  /** Others may write to it where nothing waits in it any more. */
  freeIfDone(file: EraseJournalFile): void {
    if (!existsSync(file.path)) this.taken.delete(file.path);
  }

  private at(path: string): EraseJournalFile {
    return new EraseJournalFile(path, this.parts.durable, this.parts.log);
  }
}
