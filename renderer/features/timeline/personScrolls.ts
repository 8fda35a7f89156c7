/** A gesture goes on scrolling for so long: wheels are smoothed, bars are dragged (milliseconds). */
const lastsMs = { wheel: 1_000, touchmove: 1_000, keydown: 1_000, pointerdown: 5_000 } as const;
/** Rows that were measured or came last so long ago no longer move anything (milliseconds). */
const settledMs = 300;
const upwards: readonly string[] = ['ArrowUp', 'PageUp', 'Home', ' '];

/**
 * Tells a person who scrolls up from rows that move by themselves: while they are being measured, and older ones are put in front of them,
 * the same offsets come from the virtualiser and from the browser, which moves what no longer fits.
 */
export class PersonScrolls {
  private gestureUntil = Number.NEGATIVE_INFINITY;
  private changedAt = Number.NEGATIVE_INFINITY;

  /** @returns the disposer */
  watch(scroller: HTMLElement): () => void {
    const onGesture = (event: Event): void => {
      if (event instanceof WheelEvent && event.deltaY >= 0) return;
      if (event instanceof KeyboardEvent && !upwards.includes(event.key)) return;
      this.gestureUntil = performance.now() + lastsMs[event.type as keyof typeof lastsMs];
    };
    const types = Object.keys(lastsMs);
    for (const type of types) scroller.addEventListener(type, onGesture, { passive: true });
    return () => types.forEach((type) => scroller.removeEventListener(type, onGesture));
  }

  /** Rows came, went, or were measured. */
  changed(): void {
    this.changedAt = performance.now();
  }

  /** Whether an offset that is less than before can be a person's doing; some scroll without a gesture that is seen here. */
  get possible(): boolean {
    const now = performance.now();
    return now < this.gestureUntil || now > this.changedAt + settledMs;
  }
}
