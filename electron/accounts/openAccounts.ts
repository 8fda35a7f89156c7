import { app } from 'electron';
import type { MessagePortMain } from 'electron';
import type { AccountSlots } from '../../core/contracts/host.ts';
import type { SessionState } from '../../core/session/states.ts';
import type { EraseJournals } from '../erase/journals.ts';
import { hostHandlers } from './hostHandlers.ts';
import type { HostHandlers } from '../host/ipc.ts';
import type { SideDoors } from '../host/sideDoors.ts';
import { newSlug } from '../profile/profile.ts';
import type { SharedServices } from './services.ts';
import { findAccounts } from '../session/inspect.ts';
import { tokensKept } from '../session/tokensKept.ts';
import { finishErases, holdEntry, slotEraser } from './finishErases.ts';
import type { ErasedSlot, Erasers } from './finishErases.ts';
import type { UpdateAsk } from '../updates/updates.ts';
import { OnScreenFile } from './onScreenFile.ts';
import { Slot } from './slot.ts';
import type { SlotBeginning, SlotParts } from './slot.ts';
import { Slots } from './slots.ts';
import { startInTurn } from './startInTurn.ts';
import type { Turns } from './startInTurn.ts';

export interface AccountsParts {
  readonly shared: SharedServices;
  readonly journals: EraseJournals;
  readonly sideDoors: SideDoors;
  readonly pageIsOpen: Promise<void>;
  readonly postToPage: (slot: string, port: MessagePortMain) => void;
  readonly onState: (slot: string, state: SessionState) => void;
  readonly onAccounts: (summary: AccountSlots) => void;
  readonly askUpdates: (what: UpdateAsk) => void;
  readonly quit: () => void;
  readonly readyToQuit: () => void;
}

/** All accounts as the rest of main sees them. */
export interface Accounts {
  /** The one on screen at once, the others when it is live. */
  readonly start: () => void;
  /** Starts the processes of the account on screen without their keys. */
  readonly warm: () => void;
  readonly linkPage: () => void;
  /** All engines and stores have ended when it answers. */
  readonly close: () => Promise<void>;
  /** Tokens that are on their way are sealed when it answers, or it took too long. */
  readonly tokensKept: (limitMs: number) => Promise<void>;
  readonly states: () => readonly { readonly slot: string; readonly state: SessionState }[];
  readonly summary: () => AccountSlots;
  readonly handlersOf: (slot: string | null) => HostHandlers | undefined;
}

/** Finishes what was cut off, then makes a slot for each account that is here. */
export async function openAccounts(parts: AccountsParts): Promise<Accounts> {
  const { shared, journals } = parts;
  const erasers = await finishErases(shared, journals);
  const handlers = new Map<Slot, HostHandlers>();
  const create = (beginning: Omit<SlotBeginning, 'journal'>): Slot => {
    const slot = new Slot({ ...beginning, journal: journals.newFile(beginning.id) }, wiring);
    handlers.set(slot, handlersFor(parts, slots, slot));
    return slot;
  };
  const badge = (): void => void app.setBadgeCount(badgeOf(slots().all.map(({ row }) => row)));
  const wiring = slotWiring(parts, erasers, badge, slots, () => turns);
  const found = beginnings(shared, erasers.finished).map(create);
  const all = new Slots(
    {
      onScreen: new OnScreenFile(shared.profile.onScreen, shared.log),
      onChange: parts.onAccounts,
      create: () => {
        const slot = create(empty());
        parts.onState(slot.id, slot.runner.state);
        return slot;
      },
      onGone: (slot) => {
        handlers.delete(slot);
        journals.freeIfDone(slot.services.journal);
      },
    },
    atLeastOne(found, () => create(empty())),
  );
  const turns = startInTurn(all);
  // What a slot is made with speaks of all of them only when it is called.
  function slots(): Slots {
    return all;
  }
  return facade(shared, all, turns, handlers);
}

/** What the slots tell, and whom. */
function slotWiring(parts: AccountsParts, erasers: Erasers, badge: () => void, slots: () => Slots, turns: () => Turns): SlotParts {
  return {
    ...parts,
    createEraser: slotEraser(erasers, badge),
    holdEntry: (name) => holdEntry(erasers.all, name),
    onState: (slot, state) => {
      parts.onState(slot.id, state);
      turns().heard(slot);
      slots().changed();
    },
    onSynced: (slot) => turns().synced(slot),
    onUnread: () => {
      badge();
      slots().changed();
    },
  };
}

function handlersFor({ sideDoors, askUpdates, quit, readyToQuit }: AccountsParts, slots: () => Slots, slot: Slot): HostHandlers {
  return hostHandlers({
    ...slot.services,
    runner: slot.runner,
    sideDoors,
    askUpdates,
    quit,
    readyToQuit,
    showAccount: () => slots().show(slot),
    addAccount: () => slots().add(),
    leaveSlot: () => slots().leave(slot),
  });
}

function facade({ notice, log }: SharedServices, slots: Slots, turns: Turns, handlers: ReadonlyMap<Slot, HostHandlers>): Accounts {
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
    tokensKept: (limitMs) => tokensKept(slots.all.map(({ runner, services }) => ({ runner, credentials: services.credentials })), limitMs),
    states: () => slots.all.map(({ id, runner }) => ({ slot: id, state: runner.state })),
    summary: () => slots.summary,
    handlersOf: (id) => {
      const slot = id === null ? slots.onScreen : slots.of(id);
      return slot && handlers.get(slot);
    },
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

/** Mentions count for more than all else that is unread. */
function badgeOf(rows: AccountSlots['list']): number {
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const mentions = sum(rows.map(({ mentionCount }) => mentionCount));
  return mentions > 0 ? mentions : sum(rows.map(({ unreadCount }) => unreadCount));
}
