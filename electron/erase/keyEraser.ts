import { backoff } from '../../core/backoff.ts';
import type { EntryToErase, EraseJournal } from '../../core/session/eraseJournal.ts';
import type { Durable } from '../disk/durable.ts';
import type { Log } from '../log.ts';
import { readEntry } from '../vault/entry.ts';
import type { Vault } from '../vault/vault.ts';
import type { EraseJournalFile } from './journal.ts';
import { retryMs } from './untilDone.ts';
import type { UntilDone } from './untilDone.ts';

export interface KeyEraserParts {
  readonly vault: Vault;
  readonly journal: EraseJournalFile;
  readonly durable: Durable;
  readonly log: Log;
  readonly wait: (ms: number) => Promise<void>;
}

/** An entry that a sign-in is about to write under a name that an erase may still wait for; nobody removes it meanwhile. */
export interface EntryHold {
  /** It is written: what it held before is gone, and no erase waits for it any more. */
  readonly written: () => Promise<void>;
  /** It was not written, and is the erase's again. */
  readonly release: () => void;
}

/**
 * Destroys keychain entries, and keeps the journal that says which are left. The keychain may refuse for long; it is asked one thing after
 * the other.
 */
export class KeyEraser {
  private readonly parts: KeyEraserParts;
  private readonly untilDone: UntilDone;
  private retrying: EraseJournal | null = null;
  /** Told once no entry is left; of all erases that wait for one. */
  private readonly whenGone: (() => void)[] = [];
  /** The loops that have begun; only the last goes on. */
  private loops = 0;
  /** What the keychain is being asked. */
  private round: Promise<unknown> = Promise.resolve();
  /** Names whose entries a sign-in is writing. */
  private readonly held = new Set<string>();
  /** Names that hold a new account's key since the erase has begun. */
  private readonly overwritten = new Set<string>();

  constructor(parts: KeyEraserParts, untilDone: UntilDone) {
    this.parts = parts;
    this.untilDone = untilDone;
  }

  /**
   * Written before anything is waited for, so that a crash from here on ends in an erase. There is one journal: what an earlier erase still
   * waits for goes into it, and its round, if one is under way, writes nothing any more.
   */
  async begin(journal: EraseJournal): Promise<EraseJournal> {
    for (const { name } of journal.vaultEntries) this.overwritten.delete(name);
    const unfinished = (this.retrying?.vaultEntries ?? []).map((entry) => ({ ...entry, dataGone: true }));
    this.retrying = null;
    const begun = { ...journal, vaultEntries: [...unfinished, ...journal.vaultEntries] };
    // A full disk must not save the data: erasing is what makes room.
    await this.parts.journal
      .write('erase: begin', begun)
      .catch((cause: unknown) => this.parts.log.fault('erase: the journal cannot be written, going on', cause));
    return begun;
  }

  /** The first try of all entries; resolves to the journal of what is left. */
  tryAll(begun: EraseJournal): Promise<EraseJournal> {
    const before = this.round;
    const turn = before.then(() => this.eraseAll(begun));
    this.round = turn;
    return turn;
  }

  /** Everything else is destroyed. `done`: told once no entry is left. */
  async dataGone(left: EraseJournal, done: () => void): Promise<void> {
    if (left.vaultEntries.length === 0) {
      done();
      return this.finish();
    }
    const waiting = { ...left, dataGone: true };
    await this.untilDone.surely('journal', () => this.parts.journal.write('erase: data gone', waiting));
    void this.retry(waiting, done);
  }

  /** Goes on in the background with a keychain that would not let go; of an earlier run, too. */
  async retry(journal: EraseJournal, done: () => void): Promise<void> {
    this.retrying = journal;
    this.whenGone.push(done);
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

  /** A sign-in is about to overwrite this entry, which destroys what it held. */
  async hold(name: string): Promise<EntryHold> {
    this.held.add(name);
    // A round that has looked at the old entry must not remove the new one.
    await this.round;
    return {
      written: async () => {
        // From now on, also where nothing is struck yet because the first try has not come to its end.
        this.overwritten.add(name);
        this.held.delete(name);
        await this.strike(name);
      },
      release: () => void this.held.delete(name),
    };
  }

  private async strike(replaced: string): Promise<void> {
    const journal = this.retrying;
    if (!journal?.vaultEntries.some(({ name }) => name === replaced)) return;
    const vaultEntries = journal.vaultEntries.filter(({ name }) => name !== replaced);
    this.retrying = vaultEntries.length > 0 ? { ...journal, vaultEntries } : null;
    if (this.retrying) return this.parts.journal.write('erase: entry replaced', this.retrying);
    await this.parts.journal.remove();
    this.tellGone();
  }

  private async retryOnce(): Promise<void> {
    const { retrying } = this;
    if (!retrying) return;
    const left = await this.eraseAll(retrying);
    // Another erase has taken over, and its journal stands in the place of this one's.
    if (this.retrying !== retrying) return;
    this.retrying = left.vaultEntries.length > 0 ? left : null;
    if (!this.retrying) await this.finish();
  }

  private async finish(): Promise<void> {
    await this.untilDone.surely('journal', () => this.parts.journal.remove());
    this.tellGone();
  }

  private tellGone(): void {
    for (const done of this.whenGone.splice(0)) done();
  }

  private async eraseAll(journal: EraseJournal): Promise<EraseJournal> {
    const left: EntryToErase[] = [];
    for (const entry of journal.vaultEntries) {
      if (this.overwritten.has(entry.name)) continue;
      if (this.held.has(entry.name) || !(await this.eraseOne(entry, journal.dataGone || entry.dataGone === true))) left.push(entry);
    }
    return { ...journal, vaultEntries: left };
  }

  private async eraseOne({ name, deviceId }: EntryToErase, mayBeNewer: boolean): Promise<boolean> {
    const { vault, log, durable } = this.parts;
    if (mayBeNewer && deviceId !== null) {
      const read = await vault.read(name);
      const entry = read.is === 'present' ? readEntry(read.secret) : null;
      if (entry && entry.deviceId !== deviceId) return true;
    }
    const removed = await durable('erase: vault entry', () => vault.remove(name)).catch((cause: unknown) => {
      log.fault('erase: vault entry', cause);
      return { is: 'unreadable', reason: 'failed' } as const;
    });
    if (removed.is === 'done') return true;
    const why = removed.is === 'unreadable' ? removed.reason : removed.is;
    log.write('warn', `erase: the keychain does not let go (${why}), going on with the data`);
    return false;
  }
}
