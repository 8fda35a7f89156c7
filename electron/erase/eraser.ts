import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import { nothingErased } from '../../core/session/eraseProgress.ts';
import type { EraseProgress, EraseStepName, EraseStepStatus } from '../../core/session/states.ts';
import { removeDurably } from '../disk/writeDurably.ts';
import type { Profile } from '../profile/profile.ts';
import type { SessionRecord } from '../record/sessionRecord.ts';
import type { EraseNotice } from './eraseNotice.ts';
import { KeyEraser } from './keyEraser.ts';
import type { EntryHold, KeyEraserParts } from './keyEraser.ts';
import { leaveForNextStart } from './leftPartitions.ts';
import { UntilDone } from './untilDone.ts';

export interface EraserParts extends KeyEraserParts {
  readonly profile: Profile;
  readonly record: SessionRecord;
  readonly notice: Pick<EraseNotice, 'keep'>;
  /** Ends engine and store; they have exited when it resolves. */
  readonly closeProcesses: () => Promise<void>;
  /** Empties what Electron itself holds open of the account's partition. */
  readonly clearPartition: (partition: string) => Promise<void>;
  /** The page's own storage, notifications, badge. */
  readonly clearTraces: () => Promise<void>;
}

type Report = (progress: EraseProgress) => void;
type SetStep = (step: EraseStepName, status: EraseStepStatus) => void;

/** After this the data go, while the keychain is still being asked. */
const keysMayTakeMs = 1_500;

/** Destroys an account's data by the journal. Every step can be done twice, so after a crash all are done again. */
export class Eraser {
  private readonly parts: EraserParts;
  private readonly untilDone: UntilDone;
  private readonly keys: KeyEraser;

  constructor(parts: EraserParts) {
    this.parts = parts;
    this.untilDone = new UntilDone(parts);
    this.keys = new KeyEraser(parts, this.untilDone);
  }

  /**
   * Resolves when all but perhaps the keychain entry is gone, and what Electron does not let go of; those are tried again until they are
   * (E4, E12).
   */
  async erase(journal: EraseJournal, report: Report): Promise<EraseProgress> {
    let progress = nothingErased;
    const set: SetStep = (step, status) => {
      progress = { ...progress, [step]: status };
      report(progress);
    };
    const begun = await this.keys.begin(journal);
    set('keys', 'running');
    const keys = this.keys.tryAll(begun);
    set('keys', (await this.leftAfter(keysMayTakeMs, keys, begun)).vaultEntries.length === 0 ? 'done' : 'retrying');
    // This is the page's, so it need not wait for engine and store to end: Chromium takes its time for each.
    const cleared = this.untilDone.inTime(this.parts.clearTraces);
    // It is heard below.
    cleared.catch(() => undefined);
    await this.eraseMessages(journal.slug, set);
    await this.eraseFiles(journal.slug, set);
    await this.eraseTraces(journal, set, cleared);
    await this.keys.dataGone(await this.leftAfter(0, keys, begun), () => set('keys', 'done'));
    return progress;
  }

  /** A sign-in is about to overwrite this entry, which destroys what it held. */
  holdEntry(vaultAccount: string): Promise<EntryHold> {
    return this.keys.hold(vaultAccount);
  }

  /** For an erase of an earlier run, which has destroyed everything else. */
  retryKeys(journal: EraseJournal, done: () => void): Promise<void> {
    return this.keys.retry(journal, done);
  }

  /** What is left of the keys by then; a keychain that hangs must not keep the data alive (E4). */
  private leftAfter(ms: number, keys: Promise<EraseJournal>, begun: EraseJournal): Promise<EraseJournal> {
    return Promise.race([keys, this.parts.wait(ms).then(() => begun)]);
  }

  private async eraseMessages(slug: string, set: SetStep): Promise<void> {
    const { profile, closeProcesses } = this.parts;
    const { store, own } = profile.account(slug);
    const failing = (): void => set('messages', 'retrying');
    set('messages', 'running');
    await this.untilDone.surely('closing', closeProcesses, failing);
    const partDone = both(() => set('messages', 'done'));
    await this.untilDone.withoutWaiting('partition', () => this.erasePartition(slug), { failing, done: partDone });
    for (const [name, path] of Object.entries({ store, own, 'store.damaged': `${store}.damaged` }))
      await this.untilDone.surely('store', () => this.step(name, () => removeDatabase(path)), failing);
    partDone();
  }

  private async erasePartition(slug: string): Promise<void> {
    const { profile, clearPartition } = this.parts;
    const { partition, partitionFolder } = profile.account(slug);
    const trouble = await this.step('partition', () => this.untilDone.inTime(() => clearPartition(partition))).then(
      () => null,
      (cause: unknown) => ({ cause }),
    );
    // Also where Electron does not let go of it.
    await this.step('partition folder', () => removeDurably(partitionFolder));
    if (trouble) throw trouble.cause;
  }

  private async eraseFiles(slug: string, set: SetStep): Promise<void> {
    const { folder } = this.parts.profile.account(slug);
    set('files', 'running');
    await this.untilDone.surely(
      'files',
      () => this.step('files', () => removeDurably(folder)),
      () => set('files', 'retrying'),
    );
    set('files', 'done');
  }

  private async eraseTraces(journal: EraseJournal, set: SetStep, cleared: Promise<void>): Promise<void> {
    const { log, notice, profile, record, clearTraces } = this.parts;
    const failing = (): void => set('traces', 'retrying');
    set('traces', 'running');
    const partDone = both(() => set('traces', 'done'));
    let isFirst = true;
    const clear = (): Promise<void> => {
      const turn = isFirst ? cleared : this.untilDone.inTime(clearTraces);
      isFirst = false;
      return turn;
    };
    await this.untilDone.withoutWaiting('traces', clear, { failing, done: partDone });
    await this.untilDone.surely('record', () => record.drop('erase: record', journal.slug), failing);
    await this.step('left partition', () => leaveForNextStart(profile, journal.slug)).catch((cause: unknown) =>
      log.fault('erase: naming the left partition', cause),
    );
    await notice.keep(journal).catch((cause: unknown) => log.fault('erase: keeping the notice', cause));
    partDone();
  }

  private step<T>(name: string, action: () => Promise<T>): Promise<T> {
    return this.parts.durable(`erase: ${name}`, action);
  }
}

/** The file, its log, and the index of that, which is there only where somebody else has opened it. */
async function removeDatabase(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await removeDurably(`${path}${suffix}`);
}

/** Called twice, once for each half, it is done. */
function both(done: () => void): () => void {
  let left = 2;
  return () => {
    left -= 1;
    if (left === 0) done();
  };
}
