import { Eraser } from './eraser.ts';
import type { EraserParts } from './eraser.ts';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import type { EraseJournalFile } from './journal.ts';
import { EraseJournals } from './journals.ts';
import { profileAt } from '../profile/profile.ts';
import type { Profile } from '../profile/profile.ts';
import { SessionRecord } from '../record/sessionRecord.ts';
import type { Erasers } from './erasers.ts';

/** What belongs to the folder that is used. */
export interface OlderErasesParts extends Pick<EraserParts, 'durable' | 'log' | 'vault' | 'notice'> {
  readonly record: Pick<SessionRecord, 'accounts'>;
  readonly erasers: Pick<Erasers, 'add' | 'isOfThisRun'>;
}

/**
 * Erases that were cut off in a folder that an older version used, and that is not used any more because the newer one holds accounts, too:
 * what was promised to be destroyed is. The keychain is the same, so an entry goes only if it is not the newer folder's, nor of somebody
 * who signs in there meanwhile.
 */
export async function finishOlderErases(newer: OlderErasesParts, older: string): Promise<void> {
  const { durable, log, erasers } = newer;
  const profile = profileAt(older, { name: null });
  const record = new SessionRecord(profile.record, durable);
  const found = new EraseJournals({ profile, record, durable, log }).unfinished().map(({ file, journal }) => {
    const eraser = eraserOf(newer, { profile, record, file });
    erasers.add(eraser);
    return { eraser, journal };
  });
  for (const { eraser, journal } of found) {
    log.write('info', 'finishing an erase that was cut off in the older folder');
    await eraser.erase(withoutEntriesOf(newer, journal), () => undefined);
  }
}

interface Older {
  readonly profile: Profile;
  readonly record: SessionRecord;
  readonly file: EraseJournalFile;
}

/** Nothing runs in that folder. */
function eraserOf({ durable, log, vault, notice }: OlderErasesParts, { profile, record, file }: Older): Eraser {
  const nothing = async (): Promise<void> => undefined;
  return new Eraser({
    ...{ profile, vault, record, journal: file, notice, durable, log },
    closeProcesses: nothing,
    clearPartition: nothing,
    clearTraces: nothing,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}

/** Where a device is named the eraser finds out whether the entry is still that device's. */
function withoutEntriesOf({ record, erasers }: OlderErasesParts, journal: EraseJournal): EraseJournal {
  const names = new Set(record.accounts.map(({ account }) => account?.userId as string | undefined));
  const isNewers = (name: string): boolean => names.has(name) || erasers.isOfThisRun(name);
  const own = journal.vaultEntries.filter(({ name, deviceId }) => deviceId !== null || !isNewers(name));
  return { ...journal, vaultEntries: own.map((entry) => ({ ...entry, dataGone: true })) };
}
