import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import type { EarlierErase } from '../../core/session/events.ts';
import type { Eraser } from './eraser.ts';
import type { EraseNotice } from './eraseNotice.ts';
import type { EraseJournalFile } from './journal.ts';
import type { EraseJournals } from './journals.ts';
import type { Log } from '../log.ts';

/** An erase that somebody is to see. */
interface ErasePlace {
  readonly known: EarlierErase;
  /** Its journal's file; null: it has none any more. */
  readonly journal: EraseJournalFile | null;
}

export interface EarlierErases {
  readonly places: readonly ErasePlace[];
  /** Folders that belong to no account any more, whatever is still in them. */
  readonly slugs: ReadonlySet<string>;
  /** Resolves once the keychain has let go of what was left in it. */
  readonly keysGone: Promise<void>;
}

export interface EarlierParts {
  readonly journals: Pick<EraseJournals, 'unfinished' | 'freeIfDone'>;
  readonly notice: Pick<EraseNotice, 'read'>;
  readonly log: Log;
  /** For one that waits for the keychain only. */
  readonly eraserOf: (journal: EraseJournalFile) => Pick<Eraser, 'retryKeys'>;
}

/** What erases of earlier runs have left: data, an entry in the keychain, a notice that nobody has read. */
export function earlierErases({ journals, notice, log, eraserOf }: EarlierParts): EarlierErases {
  const found = journals.unfinished();
  const cutOff = found.filter(({ journal }) => !journal.dataGone);
  const waiting = found
    .filter(({ journal }) => journal.dataGone)
    .map(async ({ file, journal }) => {
      await keysGone(eraserOf(file), journal);
      log.write('info', 'erase: the keychain has let go');
      journals.freeIfDone(file);
    });
  const unread = notice.read().filter((why) => !cutOff.some(({ journal }) => journal.reason === why.reason && journal.at === why.at));
  return {
    places: [
      ...cutOff.map(({ file, journal }): ErasePlace => ({ known: { is: 'eraseUnfinished', journal }, journal: file })),
      // A notice names nobody, so it cannot be told which of the keys were its own.
      ...unread.map((why): ErasePlace => ({ known: { is: 'eraseUnread', ...why, keysLeft: waiting.length > 0 }, journal: null })),
    ],
    slugs: new Set(cutOff.map(({ journal }) => journal.slug)),
    keysGone: Promise.all(waiting).then(() => undefined),
  };
}

function keysGone(eraser: Pick<Eraser, 'retryKeys'>, journal: EraseJournal): Promise<void> {
  return new Promise((resolve) => void eraser.retryKeys(journal, resolve));
}
