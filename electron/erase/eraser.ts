import { nothingErased } from '../../core/session/eraseProgress.ts';
import type { EraseProgress, EraseStepName, EraseStepStatus } from '../../core/session/states.ts';
import { removeDurably } from '../disk/writeDurably.ts';
import type { Durable } from '../durable.ts';
import type { Log } from '../log.ts';
import type { Profile } from '../profile.ts';
import type { SessionRecord } from '../session/record.ts';
import { readEntry } from '../vault/entry.ts';
import type { Vault } from '../vault/vault.ts';
import type { EraseNotice } from './eraseNotice.ts';
import type { EraseJournal, EraseJournalFile } from './journal.ts';
import { leaveForNextStart } from './leftPartitions.ts';

export interface EraserParts {
  readonly profile: Profile;
  readonly vault: Vault;
  readonly record: SessionRecord;
  readonly journal: EraseJournalFile;
  readonly notice: Pick<EraseNotice, 'keep'>;
  readonly durable: Durable;
  readonly log: Log;
  /** Ends engine and store; they have exited when it answers. */
  readonly closeProcesses: () => Promise<void>;
  /** Empties what Electron itself holds open of the account's partition. */
  readonly clearPartition: (partition: string) => Promise<void>;
  /** The page's own storage, notifications, badge. */
  readonly clearTraces: () => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
}

type Report = (progress: EraseProgress) => void;

const retryMs = { first: 1_000, most: 60_000 };
/** After this the data go, while the keychain is still being asked. */
const keysMayTakeMs = 1_500;

/** Destroys an account's data by the journal. Every step can be done twice, so after a crash all are done again. */
export class Eraser {
  private readonly parts: EraserParts;
  private progress: EraseProgress = nothingErased;
  private retrying: EraseJournal | null = null;
  /** The round of `retryKeys` that is under way. */
  private round: Promise<unknown> = Promise.resolve();

  constructor(parts: EraserParts) {
    this.parts = parts;
  }

  /** Answers when all but perhaps the keychain entry is gone; that one is tried again until it is (E4). */
  async erase(journal: EraseJournal, report: Report): Promise<EraseProgress> {
    this.progress = nothingErased;
    const set = (step: EraseStepName, status: EraseStepStatus): void => {
      this.progress = { ...this.progress, [step]: status };
      report(this.progress);
    };
    // First of all, so that a crash from here on ends in an erase.
    const begun = await this.withUnfinished(journal);
    // A full disk must not save the data: erasing is what makes room.
    await this.parts.journal.write('erase: begin', begun).catch((cause: unknown) => this.parts.log.cause('erase: the journal cannot be written, going on', cause));
    set('keys', 'running');
    const keys = this.eraseKeys(begun);
    this.round = keys;
    const isDone = (left: EraseJournal): boolean => left.vaultEntries.length === 0;
    set('keys', isDone(await this.within(keysMayTakeMs, keys, begun)) ? 'done' : 'retrying');
    const failing = (step: EraseStepName) => (): void => set(step, 'retrying');
    set('messages', 'running');
    await this.eraseMessages(journal.slug, failing('messages'));
    set('messages', 'done');
    set('files', 'running');
    await this.surely('files', () => this.step('files', () => removeDurably(this.parts.profile.account(journal.slug).folder)), failing('files'));
    set('files', 'done');
    set('traces', 'running');
    await this.surely('traces', () => this.parts.clearTraces(), failing('traces'));
    await this.surely('record', () => this.parts.record.drop('erase: record', journal.slug), failing('traces'));
    await this.step('left partition', () => leaveForNextStart(this.parts.profile, journal.slug)).catch((cause: unknown) => this.parts.log.cause('erase: naming the left partition', cause));
    await this.parts.notice.keep(journal).catch((cause: unknown) => this.parts.log.cause('erase: keeping the notice', cause));
    set('traces', 'done');
    const left = await this.within(0, keys, begun);
    if (isDone(left)) {
      set('keys', 'done');
      await this.surely('journal', () => this.parts.journal.remove());
    } else {
      const waiting = { ...left, dataGone: true };
      await this.surely('journal', () => this.parts.journal.write('erase: data gone', waiting));
      void this.retryKeys(waiting, () => set('keys', 'done'));
    }
    return this.progress;
  }

  /** What is left of the keys by then; a keychain that hangs must not keep the data alive (E4). */
  private within(ms: number, keys: Promise<EraseJournal>, begun: EraseJournal): Promise<EraseJournal> {
    return Promise.race([keys, this.parts.wait(ms).then(() => begun)]);
  }

  /** There is one journal: what an earlier erase still waits for goes into it. */
  private async withUnfinished(journal: EraseJournal): Promise<EraseJournal> {
    await this.round;
    const unfinished = this.retrying?.vaultEntries ?? [];
    this.retrying = null;
    return { ...journal, vaultEntries: [...unfinished, ...journal.vaultEntries] };
  }

  /** A sign-in is about to overwrite this entry, which destroys what it held. */
  async replacesEntry(vaultAccount: string): Promise<void> {
    // A round that has looked at the old entry must not remove the new one.
    await this.round;
    const journal = this.retrying;
    if (!journal?.vaultEntries.some(({ name }) => name === vaultAccount)) return;
    const vaultEntries = journal.vaultEntries.filter(({ name }) => name !== vaultAccount);
    this.retrying = vaultEntries.length > 0 ? { ...journal, vaultEntries } : null;
    await (this.retrying ? this.parts.journal.write('erase: entry replaced', this.retrying) : this.parts.journal.remove());
  }

  /** Goes on in the background with a keychain that would not let go; of an earlier run, too. */
  async retryKeys(journal: EraseJournal, done: () => void): Promise<void> {
    this.retrying = journal;
    for (let wait = retryMs.first; this.retrying; wait = Math.min(wait * 2, retryMs.most)) {
      await this.parts.wait(wait);
      // The first try may still be under way.
      await this.round;
      const turn = this.retryOnce(done);
      this.round = turn;
      await turn;
    }
  }

  private async retryOnce(done: () => void): Promise<void> {
    if (!this.retrying) return;
    const left = await this.eraseKeys(this.retrying);
    this.retrying = left.vaultEntries.length > 0 ? left : null;
    if (this.retrying) return;
    await this.surely('journal', () => this.parts.journal.remove());
    done();
  }

  private async eraseKeys(journal: EraseJournal): Promise<EraseJournal> {
    const left: EraseJournal['vaultEntries'] = [];
    for (const entry of journal.vaultEntries) {
      if (!(await this.eraseKey(entry, journal.dataGone))) left.push(entry);
    }
    return { ...journal, vaultEntries: left };
  }

  private async eraseKey({ name, deviceId }: EraseJournal['vaultEntries'][number], mayBeNewer: boolean): Promise<boolean> {
    const { vault, log } = this.parts;
    if (mayBeNewer && deviceId !== null) {
      const read = await vault.read(name);
      const entry = read.is === 'present' ? readEntry(read.secret) : null;
      if (entry && entry.deviceId !== deviceId) return true;
    }
    const removed = await this.step('vault entry', () => vault.remove(name)).catch((cause: unknown) => {
      log.cause('erase: vault entry', cause);
      return { is: 'unreadable', reason: 'failed' } as const;
    });
    if (removed.is === 'done') return true;
    log.write('warn', `erase: the keychain does not let go (${removed.is === 'unreadable' ? removed.reason : removed.is}), going on with the data`);
    return false;
  }

  private async eraseMessages(slug: string, failing: () => void): Promise<void> {
    const { profile, closeProcesses, clearPartition } = this.parts;
    const paths = profile.account(slug);
    await this.surely('closing', closeProcesses, failing);
    await this.surely('partition', () => this.step('partition', () => clearPartition(paths.partition)), failing);
    await this.surely('partition folder', () => this.step('partition folder', () => removeDurably(paths.partitionFolder)), failing);
    for (const suffix of ['', '-wal', '-shm']) {
      await this.surely('store', () => this.step(`store${suffix}`, () => removeDurably(`${paths.store}${suffix}`)), failing);
    }
  }

  private step<T>(name: string, action: () => Promise<T>): Promise<T> {
    return this.parts.durable(`erase: ${name}`, action);
  }

  /** Tries until it is done: an erase always ends. `failing`: told when that takes more than one try. */
  private async surely(what: string, action: () => Promise<void>, failing: () => void = () => undefined): Promise<void> {
    for (let wait = retryMs.first; ; wait = Math.min(wait * 2, retryMs.most)) {
      try {
        return await action();
      } catch (cause) {
        this.parts.log.cause(`erase: ${what}, trying again`, cause);
        failing();
        await this.parts.wait(wait);
      }
    }
  }
}
