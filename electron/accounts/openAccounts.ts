import type { MessagePortMain } from 'electron';
import type { AccountSlots } from '../../core/contracts/host.ts';
import { Listeners } from '../../core/listeners.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { SessionState } from '../../core/session/states.ts';
import type { EraseJournals } from '../erase/journals.ts';
import { hostHandlers } from './hostHandlers.ts';
import type { HostHandlers } from '../host/ipc.ts';
import type { SideDoors } from '../host/sideDoors.ts';
import { newSlug } from '../profile/profile.ts';
import type { SharedServices } from './services.ts';
import { findAccounts } from '../record/findAccounts.ts';
import { whenTokensSealed } from '../session/whenTokensSealed.ts';
import { holdEntry, slotEraser } from './createEraser.ts';
import { finishErases } from './finishErases.ts';
import type { ErasedSlot } from './finishErases.ts';
import type { UpdateAsk } from '../updates/updates.ts';
import { OnScreenFile } from './onScreenFile.ts';
import { Slot } from './slot.ts';
import type { SlotBeginning, SlotParts } from './slot.ts';
import { Slots } from './slots.ts';
import { startInTurn } from './startInTurn.ts';
import type { Turns } from './startInTurn.ts';
import { UnreadCounts } from './unreadCounts.ts';

export interface AccountsParts {
  readonly shared: SharedServices;
  readonly journals: EraseJournals;
  readonly pageIsOpen: Promise<void>;
  readonly postToPage: (slot: string, port: MessagePortMain) => void;
}

/** What the page's commands reach beside the accounts. */
interface AppParts {
  readonly sideDoors: SideDoors;
  readonly askUpdates: (what: UpdateAsk) => void;
  readonly quit: () => void;
  readonly readyToQuit: () => void;
}

type AccountsChange =
  { readonly is: 'state'; readonly slot: string; readonly state: SessionState } | { readonly is: 'slots'; readonly summary: AccountSlots };
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
  readonly summary: () => AccountSlots;
  readonly listen: (listener: (change: AccountsChange) => void) => Disposer;
  /** By slot; null: the account on screen. */
  readonly handlers: (app: AppParts) => HandlersOf;
}

/** Finishes what was cut off, then makes a slot for each account that is here. */
export async function openAccounts({ shared, journals, pageIsOpen, postToPage }: AccountsParts): Promise<Accounts> {
  const erasers = await finishErases(shared, journals);
  const unread = new UnreadCounts();
  const slotParts: SlotParts = {
    ...{ shared, pageIsOpen, postToPage, unread },
    createEraser: slotEraser(erasers.all, () => unread.show()),
    holdEntry: (name) => holdEntry(erasers.all, name),
  };
  const create = (beginning: Omit<SlotBeginning, 'journal'>): Slot =>
    new Slot({ ...beginning, journal: journals.newFile(beginning.id) }, slotParts);
  const found = beginnings(shared, erasers.finished).map(create);
  const onScreen = new OnScreenFile(shared.profile.onScreen, shared.log);
  const slots = new Slots(
    { onScreen, create: () => create(empty()) },
    atLeastOne(found, () => create(empty())),
  );
  const turns = startInTurn(slots);
  const listeners = new Listeners<AccountsChange>();
  const follow = (slot: Slot): void =>
    void slot.listen((change) => {
      if (change.is === 'state') listeners.tell({ is: 'state', slot: slot.id, state: change.state });
      if (change.is === 'state') turns.heard(slot);
      if (change.is === 'synced') turns.synced(slot);
      else slots.changed();
    });
  slots.all.forEach(follow);
  slots.listen((change) => {
    switch (change.is) {
      case 'came':
        follow(change.slot);
        return listeners.tell({ is: 'state', slot: change.slot.id, state: change.slot.runner.state });
      case 'went':
        unread.forget(change.slot.id);
        return journals.freeIfDone(change.slot.services.journal);
      case 'changed':
        return listeners.tell({ is: 'slots', summary: change.summary });
    }
  });
  return { ...facade(shared, slots, turns), listen: (listener) => listeners.add(listener) };
}

/** The commands of each slot are made once: a confirmation of a password is under way between two of them. */
function handlersBySlot(slots: Slots, app: AppParts): HandlersOf {
  const made = new WeakMap<Slot, HostHandlers>();
  const handlersOf = (slot: Slot): HostHandlers => {
    const handlers =
      made.get(slot) ??
      hostHandlers({
        ...slot.services,
        ...app,
        runner: slot.runner,
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

function facade({ notice, log }: SharedServices, slots: Slots, turns: Turns): Omit<Accounts, 'listen'> {
  return {
    start: () => turns.start(),
    warm: () => {
      const { runner, engine, owner, services } = slots.onScreen;
      const account = owner && services.record.of(owner.slug)?.account;
      if (account && runner.state.phase !== 'erased') engine.warm(account);
    },
    linkPage: () => slots.all.forEach(({ engine }) => engine.linkPage()),
    close: async () => {
      // Whoever quits with it on screen has read it.
      const { state } = slots.onScreen.runner;
      if (state.phase === 'erased') await notice.forget(state).catch((cause: unknown) => log.cause('forgetting a notice', cause));
      await Promise.allSettled(slots.all.map(({ engine }) => engine.close()));
    },
    whenTokensSealed: (limitMs) =>
      whenTokensSealed(
        slots.all.map(({ runner, services }) => ({ runner, credentials: services.credentials })),
        limitMs,
      ),
    states: () => slots.all.map(({ id, runner }) => ({ slot: id, state: runner.state })),
    summary: () => slots.summary,
    handlers: (app) => handlersBySlot(slots, app),
  };
}

const empty = (): Omit<SlotBeginning, 'journal'> => ({ id: newSlug(), expected: null, finishedErase: null });

function beginnings(shared: SharedServices, finished: readonly ErasedSlot[]): readonly Omit<SlotBeginning, 'journal'>[] {
  const erased = finished.map((finishedErase) => ({ id: finishedErase.slug, expected: null, finishedErase }));
  // One that is being destroyed is nobody's any more, whatever is still there of it.
  const found = findAccounts(shared).filter((slug) => !finished.some((erase) => erase.slug === slug));
  return [...found.map((slug) => ({ id: slug, expected: slug, finishedErase: null })), ...erased];
}

function atLeastOne(slots: readonly Slot[], create: () => Slot): readonly [Slot, ...Slot[]] {
  const [first, ...rest] = slots;
  return first ? [first, ...rest] : [create()];
}
