import type { AccountSlots } from '../../core/features/accounts/hostCalls.ts';
import { Failure } from '../../core/errors.ts';
import { Listeners } from '../../core/listeners.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { OnScreenFile } from './onScreenFile.ts';
import type { Slot } from './slot.ts';

export interface SlotsParts {
  readonly onScreen: OnScreenFile;
  /** A new place to sign in at. */
  readonly create: () => Slot;
}

/** `went`: it is not shown any more and holds nothing. */
export type SlotsChange =
  { readonly is: 'came' | 'went'; readonly slot: Slot } | { readonly is: 'changed'; readonly summary: AccountSlots };

/** All accounts side by side, and which of them people look at. */
export class Slots {
  private readonly parts: SlotsParts;
  private slots: readonly Slot[];
  private shown: Slot;
  /** Looked at before the one on screen. */
  private before: Slot | null = null;
  private readonly listeners = new Listeners<SlotsChange>();

  constructor(parts: SlotsParts, slots: readonly [Slot, ...Slot[]]) {
    this.parts = parts;
    this.slots = slots;
    const owned = slots.filter(({ owner }) => owner !== null);
    this.shown = owned.find(({ owner }) => owner?.slug === parts.onScreen.slug) ?? owned[0] ?? slots[0];
  }

  get all(): readonly Slot[] {
    return this.slots;
  }

  get onScreen(): Slot {
    return this.shown;
  }

  get summary(): AccountSlots {
    return { list: this.slots.map(({ summary }) => summary), onScreen: this.shown.id };
  }

  of(id: string): Slot | undefined {
    return this.slots.find((slot) => slot.id === id);
  }

  /** A place to sign in at that nobody used goes as soon as people look elsewhere. */
  show(slot: Slot): void {
    if (slot === this.shown || !this.slots.includes(slot)) return;
    const { shown } = this;
    this.before = shown;
    this.shown = slot;
    slot.start();
    if (shown.isEmpty && shown.runner.state.phase !== 'erased') this.remove(shown);
    this.changed();
  }

  add(): void {
    // One is enough.
    const empty = this.slots.find(({ runner }) => runner.state.phase === 'signedOut');
    const slot = empty ?? this.created();
    if (!empty) this.slots = [...this.slots, slot];
    this.show(slot);
  }

  leave(slot: Slot): void {
    if (slot.runner.state.phase === 'signingIn') slot.runner.send({ type: 'cancelled' });
    const others = this.slots.filter((other) => other !== slot);
    const next = others.find((other) => other === this.before) ?? others[0];
    if (!next || !slot.isEmpty) throw new Failure({ code: 'badArgument', field: 'slot' });
    if (this.shown === slot) this.show(next);
    this.remove(slot);
    this.changed();
  }

  /** A state or a count has changed. */
  changed(): void {
    // A sign-in that was cut off and undone at start leaves a place that nobody asked for.
    for (const slot of this.slots) if (slot !== this.shown && isUnused(slot)) this.remove(slot);
    this.parts.onScreen.remember(
      this.shown.owner?.slug ?? null,
      this.slots.flatMap(({ owner }) => owner?.slug ?? []),
    );
    this.listeners.tell({ is: 'changed', summary: this.summary });
  }

  listen(listener: (change: SlotsChange) => void): Disposer {
    return this.listeners.add(listener);
  }

  private created(): Slot {
    const slot = this.parts.create();
    this.listeners.tell({ is: 'came', slot });
    return slot;
  }

  private remove(slot: Slot): void {
    if (!this.slots.includes(slot)) return;
    this.slots = this.slots.filter((other) => other !== slot);
    if (this.before === slot) this.before = null;
    this.listeners.tell({ is: 'went', slot });
  }
}

function isUnused({ runner: { state } }: Slot): boolean {
  return state.phase === 'signedOut' && state.problem === null;
}
