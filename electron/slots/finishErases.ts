import { app } from 'electron';
import type { StartOutcome } from '../../core/session/events.ts';
import { Eraser } from '../erase/eraser.ts';
import type { EraseJournals, FoundJournal } from '../erase/journals.ts';
import { newSlug } from '../profile.ts';
import type { Services, SharedServices } from '../services.ts';
import { clearPartition, clearTraces } from '../window/clearTraces.ts';

export interface FinishedErase {
  readonly slug: string;
  readonly outcome: Extract<StartOutcome, { is: 'eraseFinished' }>;
}

export interface Erasers {
  /** Of all accounts, and of erases that still wait for the keychain. */
  readonly all: Eraser[];
  /** Finished in this start. */
  readonly finished: readonly FinishedErase[];
}

/** Finishes erases that were cut off, before any window opens. */
export async function finishErases(shared: SharedServices, journals: EraseJournals): Promise<Erasers> {
  const all: Eraser[] = [];
  const finished: FinishedErase[] = [];
  for (const { file, journal } of journals.unfinished()) {
    const eraser = createEraser({ ...shared, journal: file }, async () => undefined, () => undefined);
    all.push(eraser);
    const outcome = await finish(shared, eraser, journal);
    if (outcome) finished.push({ slug: journal.slug, outcome });
    journals.freeIfDone(file);
  }
  return { all, finished: [...finished, ...unread(shared, finished, all.length > finished.length)] };
}

/** Earlier runs have destroyed everything of these, and ended before anybody read why. */
function unread({ notice }: SharedServices, finished: readonly FinishedErase[], waitsForKeychain: boolean): readonly FinishedErase[] {
  const progress = { keys: waitsForKeychain ? 'retrying' : 'done', messages: 'done', files: 'done', traces: 'done' } as const;
  return notice.read()
    .filter(({ reason, at }) => !finished.some(({ outcome }) => outcome.reason === reason && outcome.at === at))
    .map((why) => ({ slug: newSlug(), outcome: { is: 'eraseFinished', ...why, progress } }));
}

async function finish({ log }: SharedServices, eraser: Eraser, journal: FoundJournal['journal']): Promise<FinishedErase['outcome'] | null> {
  if (journal.dataGone) {
    void eraser.retryKeys(journal, () => log.write('info', 'erase: the keychain has let go'));
    return null;
  }
  log.write('info', 'finishing an erase that was cut off');
  const progress = await eraser.erase(journal, () => undefined);
  return { is: 'eraseFinished', reason: journal.reason, at: journal.at, progress };
}

/** The eraser of a slot, known to all. */
export function slotEraser(erasers: Erasers, countAgain: () => void): (services: Services, closeProcesses: () => Promise<void>) => Eraser {
  return (services, closeProcesses) => {
    const eraser = createEraser(services, async () => {
      await closeProcesses();
      await services.credentials.settled();
    }, countAgain);
    erasers.all.push(eraser);
    return eraser;
  };
}

function createEraser({ profile, vault, record, journal, notice, durable, log }: SharedServices & Pick<Services, 'journal'>, closeProcesses: () => Promise<void>, countAgain: () => void): Eraser {
  return new Eraser({
    profile, vault, record, journal, notice, durable, log, closeProcesses,
    clearPartition: async (partition) => {
      await app.whenReady();
      await clearPartition(partition);
    },
    clearTraces: async () => {
      await app.whenReady();
      countAgain();
      await clearTraces();
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}
