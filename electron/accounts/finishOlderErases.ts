import { Eraser } from '../erase/eraser.ts';
import type { EraserParts } from '../erase/eraser.ts';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import { EraseJournals } from '../erase/journals.ts';
import { profileAt } from '../profile/profile.ts';
import { SessionRecord } from '../record/sessionRecord.ts';

/** Of the folder that is used. */
export interface OlderErasesParts extends Pick<EraserParts, 'durable' | 'log' | 'vault' | 'notice'> {
  readonly record: Pick<SessionRecord, 'accounts'>;
}

/**
 * Erases that were cut off in a folder that an older version used, and that is not used any more because the newer one holds accounts, too:
 * what was promised to be destroyed is. The keychain is the same, so an entry goes only if it is not the newer folder's.
 */
export async function finishOlderErases(newer: OlderErasesParts, older: string): Promise<void> {
  const { durable, log, vault, notice } = newer;
  const profile = profileAt(older, { name: null });
  const record = new SessionRecord(profile.record, durable);
  const nothing = async (): Promise<void> => undefined;
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  for (const { file, journal } of new EraseJournals({ profile, record, durable, log }).unfinished()) {
    log.write('info', 'finishing an erase that was cut off in the older folder');
    const eraser = new Eraser({
      profile,
      vault,
      record,
      journal: file,
      notice,
      durable,
      log,
      closeProcesses: nothing,
      clearPartition: nothing,
      clearTraces: nothing,
      wait,
    });
    await eraser.erase(withoutEntriesOf(newer.record, journal), () => undefined);
  }
}

/** Of a device that is named, the eraser finds out whether the entry is still its own. */
function withoutEntriesOf(newer: Pick<SessionRecord, 'accounts'>, journal: EraseJournal): EraseJournal {
  const names = new Set(newer.accounts.map(({ account }) => account?.userId as string | undefined));
  const own = journal.vaultEntries.filter(({ name, deviceId }) => deviceId !== null || !names.has(name));
  return { ...journal, vaultEntries: own.map((entry) => ({ ...entry, dataGone: true })) };
}
