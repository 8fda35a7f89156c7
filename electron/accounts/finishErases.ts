import { nothingErased } from '../../core/session/eraseProgress.ts';
import type { EraseProgress } from '../../core/session/states.ts';
import type { Eraser } from '../erase/eraser.ts';
import type { FinishedErase } from '../erase/finishedErase.ts';
import type { EraseJournals, FoundJournal } from '../erase/journals.ts';
import { newSlug } from '../profile/profile.ts';
import type { SharedServices } from './services.ts';
import { within } from '../within.ts';
import { createEraser } from './createEraser.ts';

/** With the slot that shows it. */
export interface ErasedSlot extends FinishedErase {
  readonly slug: string;
}

export interface Erasers {
  /** Of all accounts, and of erases that still wait for the keychain. */
  readonly all: Eraser[];
  /** Finished in this start. */
  readonly finished: readonly ErasedSlot[];
}

/** Folders that will not go keep no window away for longer, however many they are. */
const patienceMs = 5_000;

/** Finishes erases that were cut off, before any window opens. */
export async function finishErases(shared: SharedServices, journals: EraseJournals): Promise<Erasers> {
  const all: Eraser[] = [];
  const finishing: Promise<ErasedSlot>[] = [];
  const waiting: Promise<void>[] = [];
  const found = journals.unfinished();
  for (const { file, journal } of found) {
    const eraser = createEraser(
      { ...shared, journal: file },
      async () => undefined,
      () => undefined,
    );
    all.push(eraser);
    if (journal.dataGone) waiting.push(retryKeys(shared, eraser, journal));
    else finishing.push(finish(shared, eraser, journal));
  }
  const finished = await Promise.all(finishing);
  for (const { file } of found) journals.freeIfDone(file);
  return { all, finished: [...finished, ...unread(shared, finished, waiting)] };
}

/** Earlier runs have destroyed everything of these, and ended before anybody read why. */
function unread({ notice }: SharedServices, finished: readonly ErasedSlot[], waiting: readonly Promise<void>[]): readonly ErasedSlot[] {
  const done = { keys: 'done', messages: 'done', files: 'done', traces: 'done' } as const;
  const progress = waiting.length > 0 ? { ...done, keys: 'retrying' as const } : done;
  // The notice names nobody, so it cannot be told which of the keys were its own.
  const later: ErasedSlot['later'] = async (tell) => {
    await Promise.all(waiting);
    tell(done);
  };
  return notice
    .read()
    .filter(({ reason, at }) => !finished.some(({ outcome }) => outcome.reason === reason && outcome.at === at))
    .map((why) => ({ slug: newSlug(), outcome: { is: 'eraseFinished', ...why, progress }, later }));
}

function retryKeys({ log }: SharedServices, eraser: Eraser, journal: FoundJournal['journal']): Promise<void> {
  return new Promise((resolve) => {
    void eraser.retryKeys(journal, () => {
      log.write('info', 'erase: the keychain has let go');
      resolve();
    });
  });
}

async function finish({ log }: SharedServices, eraser: Eraser, journal: FoundJournal['journal']): Promise<ErasedSlot> {
  log.write('info', 'finishing an erase that was cut off');
  const listeners: ((progress: EraseProgress) => void)[] = [];
  let progress = nothingErased;
  const erasing = eraser.erase(journal, (now) => {
    progress = now;
    for (const tell of listeners) tell(now);
  });
  await within(patienceMs, erasing, () => undefined);
  const { slug, reason, at } = journal;
  const later: ErasedSlot['later'] = async (tell) => {
    // Once the slot shows how far it was then; it may have gone on since.
    await Promise.resolve();
    listeners.push(tell);
    tell(progress);
  };
  return { slug, outcome: { is: 'eraseFinished', reason, at, progress }, later };
}
