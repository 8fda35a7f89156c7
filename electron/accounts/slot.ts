import type { MessagePortMain } from 'electron';
import type { AccountSlot } from '../../core/contracts/host.ts';
import { Listeners } from '../../core/listeners.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { Account, Remains } from '../../core/session/account.ts';
import type { SessionState } from '../../core/session/states.ts';
import type { EntryHold, Eraser } from '../erase/eraser.ts';
import type { FinishedErase } from '../erase/finishedErase.ts';
import type { EraseJournalFile } from '../erase/journal.ts';
import { engineHost } from './engineHost.ts';
import type { EngineHost } from './engineHost.ts';
import { accountServices } from './services.ts';
import type { Services, SharedServices } from './services.ts';
import type { SessionRunner } from '../session/sessionRunner.ts';
import { createSession } from './createSession.ts';
import type { UnreadCounts } from './unreadCounts.ts';

/** How a slot begins. */
export interface SlotBeginning {
  readonly id: string;
  /** The account that the record or a folder speaks of; null: a place to sign in at. */
  readonly expected: string | null;
  readonly journal: EraseJournalFile;
  readonly finishedErase: FinishedErase | null;
}

type Owner = Remains & { readonly homeserver: Account['homeserver'] | null };

export interface SlotParts {
  readonly shared: SharedServices;
  readonly pageIsOpen: Promise<void>;
  readonly postToPage: (slot: string, port: MessagePortMain) => void;
  readonly createEraser: (services: Services, closeProcesses: () => Promise<void>) => Eraser;
  readonly holdEntry: (vaultAccount: string) => Promise<EntryHold>;
  readonly unread: UnreadCounts;
}

/** `synced`: its engine has processed a sync. */
export type SlotChange = { readonly is: 'state'; readonly state: SessionState } | { readonly is: 'synced' | 'unread' };

/** A place for one account, with everything that is that account's alone. */
export class Slot {
  readonly id: string;
  readonly services: Services;
  readonly eraser: Eraser;
  readonly engine: EngineHost;
  readonly runner: SessionRunner;
  private readonly expected: string | null;
  private readonly unread: UnreadCounts;
  private readonly listeners = new Listeners<SlotChange>();
  private started = false;

  constructor({ id, expected, journal, finishedErase }: SlotBeginning, parts: SlotParts) {
    this.id = id;
    this.expected = expected;
    this.unread = parts.unread;
    this.services = accountServices(parts.shared, journal);
    this.engine = engineHost({
      services: this.services,
      send: (event) => this.runner.send(event),
      postToPage: (port) => parts.postToPage(id, port),
      pageIsOpen: parts.pageIsOpen,
      onSynced: () => this.listeners.tell({ is: 'synced' }),
      onUnread: (unread) => {
        this.unread.put(id, unread);
        this.listeners.tell({ is: 'unread' });
      },
    });
    this.eraser = parts.createEraser(this.services, this.engine.close);
    this.runner = createSession({
      services: this.services,
      expected,
      eraser: this.eraser,
      engine: this.engine,
      holdEntry: parts.holdEntry,
      finishedErase,
    });
    this.runner.listen((state) => {
      if (state.phase === 'erasing') this.unread.forget(id);
      this.listeners.tell({ is: 'state', state });
    });
  }

  /** Once; again it does nothing. */
  start(): void {
    if (this.started) return;
    this.started = true;
    this.runner.start();
  }

  /** Whose data are here, as far as that is known; nobody's once they are being destroyed. */
  get owner(): Owner | null {
    const { state } = this.runner;
    if ('epoch' in state || state.phase === 'storeCorrupt') return state.account;
    if (state.phase === 'keyMissing' || state.phase === 'keyUnusable') return { ...state.account, homeserver: null };
    if (state.phase !== 'starting' && state.phase !== 'keychainUnreadable' && state.phase !== 'keychainUnavailable') return null;
    const entry = this.expected === null ? undefined : this.services.record.of(this.expected);
    if (this.expected === null || entry?.phase === 'signingIn') return null;
    return entry?.account ?? { slug: this.expected, userId: null, homeserver: null };
  }

  /** Nothing would be lost if it were gone: nobody's data are here, and none are on their way. */
  get isEmpty(): boolean {
    const { phase } = this.runner.state;
    return (
      phase === 'signedOut' ||
      phase === 'erased' ||
      ((phase === 'keychainUnreadable' || phase === 'keychainUnavailable') && this.expected === null)
    );
  }

  get row(): AccountSlot {
    return {
      slot: this.id,
      userId: this.owner?.userId ?? null,
      homeserver: this.owner?.homeserver ?? null,
      phase: this.runner.state.phase,
      ...this.unread.of(this.id),
    };
  }

  /** Every change from now on. */
  listen(listener: (change: SlotChange) => void): Disposer {
    return this.listeners.add(listener);
  }
}
