import type { MessagePortMain } from 'electron';
import type { AccountSlots } from '../../core/features/accounts/hostCalls.ts';
import type { UploadProgress } from '../../core/features/attachments/hostCalls.ts';
import { Listeners } from '../../core/listeners.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { SessionState } from '../../core/session/states.ts';
import type { EraseJournalFile } from '../erase/journal.ts';
import type { EraseJournals } from '../erase/journals.ts';
import type { HostHandlers } from '../host/ipc.ts';
import type { MediaOf } from '../media/answerMedia.ts';
import { newSlug } from '../profile/profile.ts';
import { findAccounts } from '../record/findAccounts.ts';
import { whenTokensSealed } from '../session/whenTokensSealed.ts';
import { createEraser } from '../erase/createEraser.ts';
import { earlierErases } from '../erase/earlierErases.ts';
import type { EarlierErases } from '../erase/earlierErases.ts';
import { Erasers } from '../erase/erasers.ts';
import { finishErases } from './finishErases.ts';
import { finishOlderErases } from '../erase/finishOlderErases.ts';
import type { AppParts } from './hostHandlers.ts';
import { OnScreenFile } from './onScreenFile.ts';
import type { Shared } from './shared.ts';
import { Slot } from './slot.ts';
import type { SlotBeginning } from './slot.ts';
import { Slots } from './slots.ts';
import { startInTurn } from './startInTurn.ts';
import type { Turns } from './startInTurn.ts';
import { UnreadCounts } from './unreadCounts.ts';

interface AccountsParts {
  readonly shared: Shared;
  readonly journals: EraseJournals;
  readonly pageIsOpen: Promise<void>;
  readonly postToPage: (slot: string, port: MessagePortMain) => void;
}

type AccountsChange =
  | { readonly is: 'state'; readonly slot: string; readonly state: SessionState }
  | { readonly is: 'uploads'; readonly slot: string; readonly progress: readonly UploadProgress[] }
  | { readonly is: 'slots'; readonly summary: AccountSlots };
type HandlersOf = (slot: string | null) => HostHandlers | undefined;

/** All accounts as the rest of main sees them. */
export interface Accounts {
  /** The one on screen at once, the others when it is live. */
  readonly start: () => void;
  /** Starts the processes of the account on screen without their keys. */
  readonly warm: () => void;
  readonly linkPage: () => void;
  /** Resolves when all engines and stores have ended. */
  readonly close: () => Promise<void>;
  /** Resolves when tokens that are on their way are sealed, or it took too long. */
  readonly whenTokensSealed: (limitMs: number) => Promise<void>;
  readonly states: () => readonly { readonly slot: string; readonly state: SessionState }[];
  readonly uploads: () => readonly { readonly slot: string; readonly value: readonly UploadProgress[] }[];
  readonly summary: () => AccountSlots;
  readonly listen: (listener: (change: AccountsChange) => void) => Disposer;
  readonly mediaOf: MediaOf;
  /** Erases in another folder than the one that is used. */
  readonly finishOlderErases: (older: string) => Promise<void>;
  /** By slot; null: the account on screen. */
  readonly handlers: (app: AppParts) => HandlersOf;
}

/** Makes a slot for each account that is here, and finishes the erases that were cut off. */
export async function openAccounts({ shared, journals, pageIsOpen, postToPage }: AccountsParts): Promise<Accounts> {
  const erasers = new Erasers();
  const earlier = earlierErases({ log: shared.log, notice: shared.notice, journals, eraserOf: waitingEraser(shared, erasers) });
  const unread = new UnreadCounts();
  const create = (beginning: Omit<SlotBeginning, 'id' | 'journal'> & { readonly journal?: EraseJournalFile | null }): Slot => {
    const id = beginning.expected ?? newSlug();
    const journal = beginning.journal ?? journals.newFile(id);
    return new Slot({ ...beginning, id, journal }, { shared, pageIsOpen, postToPage, erasers, unread, earlierKeysGone: earlier.keysGone });
  };
  const empty = (): Slot => create({ expected: null, known: null });
  const found = accountsHere(shared, earlier).map((expected) => create({ expected, known: null }));
  const erased = earlier.places.map(({ known, journal }) => create({ expected: null, known, journal }));
  const onScreen = new OnScreenFile(shared.profile.onScreen, shared.log);
  const slots = new Slots({ onScreen, create: empty }, atLeastOne([...found, ...erased], empty));
  const turns = startInTurn(slots);
  const changes = followed(slots, turns, (gone) => {
    unread.forget(gone.id);
    journals.freeIfDone(gone.journal);
  });
  await finishErases(erased);
  return {
    ...facade(shared, slots, turns),
    finishOlderErases: (older) => finishOlderErases({ ...shared, erasers }, older),
    listen: (listener) => changes.add(listener),
  };
}

/** For an erase that has nothing left but keys, and so no place of its own. */
function waitingEraser({ log, durable, profile, vault, record, notice }: Shared, erasers: Erasers) {
  return (journal: EraseJournalFile) => {
    const eraser = createEraser({ log, durable, profile, vault, record, notice, journal });
    erasers.add(eraser);
    return eraser;
  };
}

/** What is being destroyed belongs to no account any more, whatever is still there of it. */
function accountsHere(shared: Shared, { slugs }: EarlierErases): readonly string[] {
  return findAccounts(shared).filter((slug) => !slugs.has(slug));
}

/** What changes in any slot, of those that come later, too. */
function followed(slots: Slots, turns: Turns, onGone: (slot: Slot) => void): Listeners<AccountsChange> {
  const changes = new Listeners<AccountsChange>();
  const follow = (slot: Slot): void =>
    void slot.listen((change) => {
      if (change.is === 'state') changes.tell({ is: 'state', slot: slot.id, state: change.state });
      if (change.is === 'uploads') return changes.tell({ ...change, slot: slot.id });
      if (change.is === 'state') turns.heard(slot);
      if (change.is === 'synced') turns.synced(slot);
      else slots.changed();
    });
  slots.all.forEach(follow);
  slots.listen((change) => {
    switch (change.is) {
      case 'came':
        follow(change.slot);
        return changes.tell({ is: 'state', slot: change.slot.id, state: change.slot.runner.state });
      case 'went':
        return onGone(change.slot);
      case 'changed':
        return changes.tell({ is: 'slots', summary: change.summary });
    }
  });
  return changes;
}

/** The commands of each slot are made once: a confirmation of a password is under way between two of them. */
function handlersBySlot(slots: Slots, app: AppParts): HandlersOf {
  const made = new WeakMap<Slot, HostHandlers>();
  const handlersOf = (slot: Slot): HostHandlers => {
    const handlers =
      made.get(slot) ??
      slot.handlers(app, {
        showAccount: () => slots.show(slot),
        addAccount: () => slots.add(),
        leaveSlot: () => slots.leave(slot),
      });
    made.set(slot, handlers);
    return handlers;
  };
  return (id) => {
    const slot = id === null ? slots.onScreen : slots.of(id);
    return slot && handlersOf(slot);
  };
}

function facade(
  { notice, log }: Pick<Shared, 'notice' | 'log'>,
  slots: Slots,
  turns: Turns,
): Omit<Accounts, 'listen' | 'finishOlderErases'> {
  return {
    start: () => turns.start(),
    warm: () => slots.onScreen.warm(),
    linkPage: () => slots.all.forEach(({ processes }) => processes.linkPage()),
    close: async () => {
      // Whoever quits with it on screen has read it.
      const { state } = slots.onScreen.runner;
      if (state.phase === 'erased') await notice.forget(state).catch((cause: unknown) => log.fault('forgetting a notice', cause));
      await Promise.allSettled(slots.all.flatMap(({ processes, media }) => [processes.close(), media.close()]));
    },
    whenTokensSealed: (limitMs) => whenTokensSealed(slots.all, limitMs),
    states: () => slots.all.map(({ id, runner }) => ({ slot: id, state: runner.state })),
    uploads: () => slots.all.map(({ id, uploads }) => ({ slot: id, value: uploads.progress() })),
    summary: () => slots.summary,
    mediaOf: (slot) => slots.of(slot)?.media.now ?? null,
    handlers: (app) => handlersBySlot(slots, app),
  };
}

function atLeastOne(slots: readonly Slot[], create: () => Slot): readonly [Slot, ...Slot[]] {
  const [first, ...rest] = slots;
  return first ? [first, ...rest] : [create()];
}
