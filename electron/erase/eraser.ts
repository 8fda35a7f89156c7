import { backoff } from '../../core/backoff.ts';
import { nothingErased } from '../../core/session/eraseProgress.ts';
import type { EraseProgress, EraseStepName, EraseStepStatus } from '../../core/session/states.ts';
import { removeDurably } from '../disk/writeDurably.ts';
import type { Durable } from '../disk/durable.ts';
import type { Log } from '../log.ts';
import type { Profile } from '../profile/profile.ts';
import type { SessionRecord } from '../record/sessionRecord.ts';
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
type SetStep = (step: EraseStepName, status: EraseStepStatus) => void;

/** An entry that a sign-in is about to write under a name that an erase may still wait for; nobody removes it meanwhile. */
export interface EntryHold {
  /** It is written: what it held before is gone, and no erase waits for it any more. */
  readonly written: () => Promise<void>;
  /** It was not written, and is the erase's again. */
  readonly release: () => void;
}

const retryMs = { first: 1_000, most: 60_000 };
/** After this the data go, while the keychain is still being asked. */
const keysMayTakeMs = 1_500;
/** After this the rest goes, while Electron is still being asked to let go (E12). */
const electronMayTakeMs = 10_000;

/** Destroys an account's data by the journal. Every step can be done twice, so after a crash all are done again. */
export class Eraser {
  private readonly parts: EraserParts;
  private retrying: EraseJournal | null = null;
  /** Told once no entry is left; of all erases that wait for one. */
  private readonly whenKeysGone: (() => void)[] = [];
  /** The loops that have begun; only the last goes on. */
  private loops = 0;
  /** The round of `retryKeys` that is under way. */
  private round: Promise<unknown> = Promise.resolve();
  /** Names whose entries a sign-in is writing. */
  private readonly held = new Set<string>();

  constructor(parts: EraserParts) {
    this.parts = parts;
  }

  /** Answers when all but perhaps the keychain entry is gone, and what Electron does not let go of; those are tried again until they are (E4, E12). */
  async erase(journal: EraseJournal, report: Report): Promise<EraseProgress> {
    let progress = nothingErased;
    const set: SetStep = (step, status) => {
      progress = { ...progress, [step]: status };
      report(progress);
    };
    const begun = await this.begin(journal);
    set('keys', 'running');
    const keys = this.afterRound(() => this.eraseKeys(begun));
    this.round = keys;
    const isDone = (left: EraseJournal): boolean => left.vaultEntries.length === 0;
    set('keys', isDone(await this.within(keysMayTakeMs, keys, begun)) ? 'done' : 'retrying');
    // Of the page, so it need not wait for engine and store to end: Chromium takes its time for each.
    const cleared = this.inTime(this.parts.clearTraces);
    // It is heard below.
    cleared.catch(() => undefined);
    await this.eraseMessages(journal.slug, set);
    set('files', 'running');
    await this.surely(
      'files',
      () => this.step('files', () => removeDurably(this.parts.profile.account(journal.slug).folder)),
      () => set('files', 'retrying'),
    );
    set('files', 'done');
    await this.eraseTraces(journal, set, cleared);
    const left = await this.within(0, keys, begun);
    if (isDone(left)) {
      set('keys', 'done');
      await this.surely('journal', () => this.parts.journal.remove());
      this.keysAreGone();
    } else {
      const waiting = { ...left, dataGone: true };
      await this.surely('journal', () => this.parts.journal.write('erase: data gone', waiting));
      void this.retryKeys(waiting, () => set('keys', 'done'));
    }
    return progress;
  }

  /** What is left of the keys by then; a keychain that hangs must not keep the data alive (E4). */
  private within(ms: number, keys: Promise<EraseJournal>, begun: EraseJournal): Promise<EraseJournal> {
    return Promise.race([keys, this.parts.wait(ms).then(() => begun)]);
  }

  /**
   * Written before anything is waited for, so that a crash from here on ends in an erase. There is one journal: what an earlier erase still
   * waits for goes into it, and its round, if one is under way, writes nothing any more.
   */
  private async begin(journal: EraseJournal): Promise<EraseJournal> {
    const unfinished = (this.retrying?.vaultEntries ?? []).map((entry) => ({ ...entry, dataGone: true }));
    this.retrying = null;
    const begun = { ...journal, vaultEntries: [...unfinished, ...journal.vaultEntries] };
    // A full disk must not save the data: erasing is what makes room.
    await this.parts.journal
      .write('erase: begin', begun)
      .catch((cause: unknown) => this.parts.log.cause('erase: the journal cannot be written, going on', cause));
    return begun;
  }

  /** The keychain is asked one thing after the other; the data do not wait for that. */
  private async afterRound<T>(next: () => Promise<T>): Promise<T> {
    await this.round;
    return next();
  }

  /** A sign-in is about to overwrite this entry, which destroys what it held. */
  async holdEntry(vaultAccount: string): Promise<EntryHold> {
    this.held.add(vaultAccount);
    // A round that has looked at the old entry must not remove the new one.
    await this.round;
    return {
      written: async () => {
        this.held.delete(vaultAccount);
        await this.strike(vaultAccount);
      },
      release: () => void this.held.delete(vaultAccount),
    };
  }

  private async strike(vaultAccount: string): Promise<void> {
    const journal = this.retrying;
    if (!journal?.vaultEntries.some(({ name }) => name === vaultAccount)) return;
    const vaultEntries = journal.vaultEntries.filter(({ name }) => name !== vaultAccount);
    this.retrying = vaultEntries.length > 0 ? { ...journal, vaultEntries } : null;
    if (this.retrying) return this.parts.journal.write('erase: entry replaced', this.retrying);
    await this.parts.journal.remove();
    this.keysAreGone();
  }

  private keysAreGone(): void {
    for (const done of this.whenKeysGone.splice(0)) done();
  }

  /** Goes on in the background with a keychain that would not let go; of an earlier run, too. */
  async retryKeys(journal: EraseJournal, done: () => void): Promise<void> {
    this.retrying = journal;
    this.whenKeysGone.push(done);
    this.loops += 1;
    const loop = this.loops;
    for (let tries = 0; this.retrying && this.loops === loop; tries++) {
      await this.parts.wait(backoff(retryMs.first, retryMs.most, tries));
      // The first try may still be under way.
      await this.round;
      if (this.loops !== loop) return;
      const turn = this.retryOnce();
      this.round = turn;
      await turn;
    }
  }

  private async retryOnce(): Promise<void> {
    const { retrying } = this;
    if (!retrying) return;
    const left = await this.eraseKeys(retrying);
    // Another erase has taken over, and its journal stands in the place of this one's.
    if (this.retrying !== retrying) return;
    this.retrying = left.vaultEntries.length > 0 ? left : null;
    if (this.retrying) return;
    await this.surely('journal', () => this.parts.journal.remove());
    this.keysAreGone();
  }

  private async eraseKeys(journal: EraseJournal): Promise<EraseJournal> {
    const left: EraseJournal['vaultEntries'] = [];
    for (const entry of journal.vaultEntries) {
      if (this.held.has(entry.name) || !(await this.eraseKey(entry, journal.dataGone || entry.dataGone === true))) left.push(entry);
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
    log.write(
      'warn',
      `erase: the keychain does not let go (${removed.is === 'unreadable' ? removed.reason : removed.is}), going on with the data`,
    );
    return false;
  }

  private async eraseMessages(slug: string, set: SetStep): Promise<void> {
    const { profile, closeProcesses, clearPartition } = this.parts;
    const paths = profile.account(slug);
    const failing = (): void => set('messages', 'retrying');
    set('messages', 'running');
    await this.surely('closing', closeProcesses, failing);
    const partDone = both(() => set('messages', 'done'));
    await this.withoutWaiting(
      'partition',
      async () => {
        const trouble = await this.step('partition', () => this.inTime(() => clearPartition(paths.partition))).then(
          () => null,
          (cause: unknown) => ({ cause }),
        );
        // Also where Electron does not let go of it.
        await this.step('partition folder', () => removeDurably(paths.partitionFolder));
        if (trouble) throw trouble.cause;
      },
      { failing, done: partDone },
    );
    for (const suffix of ['', '-wal', '-shm']) {
      await this.surely('store', () => this.step(`store${suffix}`, () => removeDurably(`${paths.store}${suffix}`)), failing);
    }
    partDone();
  }

  private async eraseTraces(journal: EraseJournal, set: SetStep, cleared: Promise<void>): Promise<void> {
    const { log, notice, profile, record, clearTraces } = this.parts;
    const failing = (): void => set('traces', 'retrying');
    set('traces', 'running');
    const partDone = both(() => set('traces', 'done'));
    let isFirst = true;
    const clear = (): Promise<void> => {
      const turn = isFirst ? cleared : this.inTime(clearTraces);
      isFirst = false;
      return turn;
    };
    await this.withoutWaiting('traces', clear, { failing, done: partDone });
    await this.surely('record', () => record.drop('erase: record', journal.slug), failing);
    await this.step('left partition', () => leaveForNextStart(profile, journal.slug)).catch((cause: unknown) =>
      log.cause('erase: naming the left partition', cause),
    );
    await notice.keep(journal).catch((cause: unknown) => log.cause('erase: keeping the notice', cause));
    partDone();
  }

  private step<T>(name: string, action: () => Promise<T>): Promise<T> {
    return this.parts.durable(`erase: ${name}`, action);
  }

  /** Fails where it takes too long; whether it ever ends is not waited for. */
  private inTime(action: () => Promise<void>): Promise<void> {
    const limit = this.parts.wait(electronMayTakeMs).then(() => {
      throw new Error('Electron does not answer');
    });
    return Promise.race([action(), limit]);
  }

  /** Where it fails or hangs, it is tried again while the rest goes on (E12). */
  private async withoutWaiting(
    what: string,
    action: () => Promise<void>,
    { failing, done }: { readonly failing: () => void; readonly done: () => void },
  ): Promise<void> {
    try {
      await action();
      done();
    } catch (cause) {
      this.parts.log.cause(`erase: ${what}, trying again while the rest goes on`, cause);
      failing();
      void this.later(what, action, done);
    }
  }

  private async later(what: string, action: () => Promise<void>, done: () => void): Promise<void> {
    await this.parts.wait(retryMs.first);
    await this.surely(what, action);
    done();
  }

  /** Tries until it is done: an erase always ends. `failing`: told when that takes more than one try. */
  private async surely(what: string, action: () => Promise<void>, failing: () => void = () => undefined): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        return await action();
      } catch (cause) {
        this.parts.log.cause(`erase: ${what}, trying again`, cause);
        failing();
        await this.parts.wait(backoff(retryMs.first, retryMs.most, tries));
      }
    }
  }
}

/** Called twice, once for each half, it is done. */
function both(done: () => void): () => void {
  let left = 2;
  return () => {
    left -= 1;
    if (left === 0) done();
  };
}
