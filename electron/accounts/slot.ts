import type { AccountSlot } from '../../core/features/accounts/hostCalls.ts';
import type { UploadProgress } from '../../core/features/attachments/hostCalls.ts';
import { Listeners } from '../../core/listeners.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { Account, Remains } from '../../core/session/account.ts';
import type { EarlierErase } from '../../core/session/events.ts';
import type { SessionState } from '../../core/session/states.ts';
import type { EraseJournalFile } from '../erase/journal.ts';
import type { SessionRecord } from '../record/sessionRecord.ts';
import type { UnreadCounts } from './unreadCounts.ts';
import { wireAccount } from './wireAccount.ts';
import type { AroundAccounts, WiredAccount } from './wireAccount.ts';

/** How a slot begins. */
export interface SlotBeginning {
  readonly id: string;
  /** The account that the record or a folder speaks of; null: a place to sign in at. */
  readonly expected: string | null;
  readonly journal: EraseJournalFile;
  /** What is left of an erase, instead of an account; null: whatever is found. */
  readonly known: EarlierErase | null;
}

type Owner = Remains & { readonly homeserver: Account['homeserver'] | null };

export interface SlotParts extends AroundAccounts {
  readonly unread: UnreadCounts;
}

/** `synced`: its engine has processed a sync. */
export type SlotChange =
  | { readonly is: 'state'; readonly state: SessionState }
  | { readonly is: 'synced' | 'unread' }
  | { readonly is: 'uploads'; readonly progress: readonly UploadProgress[] };

/** A place for one account, with everything that is that account's alone. */
export class Slot {
  readonly id: string;
  readonly journal: EraseJournalFile;
  readonly processes: WiredAccount['processes'];
  readonly runner: WiredAccount['runner'];
  readonly credentials: WiredAccount['credentials'];
  readonly media: WiredAccount['media'];
  readonly handlers: WiredAccount['handlers'];
  readonly uploads: WiredAccount['uploads'];
  private readonly expected: string | null;
  private readonly known: EarlierErase | null;
  private readonly record: Pick<SessionRecord, 'of'>;
  private readonly unread: UnreadCounts;
  private readonly listeners = new Listeners<SlotChange>();
  private started = false;

  constructor(beginning: SlotBeginning, parts: SlotParts) {
    const { id, expected, journal, known } = beginning;
    const { unread, shared } = parts;
    this.id = id;
    this.journal = journal;
    this.expected = expected;
    this.known = known;
    this.record = shared.record;
    this.unread = unread;
    const { processes, runner, credentials, media, uploads, handlers } = wireAccount(beginning, parts, {
      onSynced: () => this.listeners.tell({ is: 'synced' }),
      onUnread: (counts) => {
        unread.put(id, counts);
        this.listeners.tell({ is: 'unread' });
      },
      countAgain: () => unread.show(),
      onUploads: (progress) => this.listeners.tell({ is: 'uploads', progress }),
    });
    this.processes = processes;
    this.runner = runner;
    this.credentials = credentials;
    this.media = media;
    this.handlers = handlers;
    this.uploads = uploads;
    runner.listen((state) => {
      if (state.phase === 'erasing') unread.forget(id);
      this.listeners.tell({ is: 'state', state });
    });
  }

  /** Once; again it does nothing. */
  start(): void {
    if (this.started) return;
    this.started = true;
    this.runner.start(this.known);
  }

  get hasStarted(): boolean {
    return this.started;
  }

  /** Whose data are here, as far as that is known; null once they are being destroyed. */
  get owner(): Owner | null {
    const { state } = this.runner;
    if ('epoch' in state || state.phase === 'storeCorrupt') return state.account;
    if (state.phase === 'keyMissing' || state.phase === 'keyUnusable') return { ...state.account, homeserver: null };
    if (state.phase !== 'starting' && state.phase !== 'keychainUnreadable' && state.phase !== 'keychainUnavailable') return null;
    const entry = this.expected === null ? undefined : this.record.of(this.expected);
    if (this.expected === null || entry?.phase === 'signingIn') return null;
    return entry?.account ?? { slug: this.expected, userId: null, homeserver: null };
  }

  /** Nothing would be lost if it were gone: no account's data are here, and none are on their way. */
  get isEmpty(): boolean {
    const { phase } = this.runner.state;
    return (
      phase === 'signedOut' ||
      phase === 'erased' ||
      ((phase === 'keychainUnreadable' || phase === 'keychainUnavailable') && this.expected === null)
    );
  }

  get summary(): AccountSlot {
    return {
      slot: this.id,
      userId: this.owner?.userId ?? null,
      homeserver: this.owner?.homeserver ?? null,
      phase: this.runner.state.phase,
      ...this.unread.of(this.id),
    };
  }

  /** Starts its processes without their keys, where the record names an account that they would be of. */
  warm(): void {
    const account = this.owner && this.record.of(this.owner.slug)?.account;
    if (account && this.runner.state.phase !== 'erased') this.processes.warm(account);
  }

  /** Every change from now on. */
  listen(listener: (change: SlotChange) => void): Disposer {
    return this.listeners.add(listener);
  }
}
