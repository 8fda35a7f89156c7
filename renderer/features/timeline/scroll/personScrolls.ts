const upwards: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home']);
/** By then what a click on the scroll bar sets going is under way, or nothing is. */
const framesToBegin = 3;

/** What a hand has set going. */
interface Gesture {
  /** Where the scroller stood (pixels). */
  readonly from: number;
  /** How often something has come to rest since. */
  rests: number;
}

/**
 * Whether a person is scrolling up: from what their hand does until the scroller has come to rest. Rows that are measured, older ones that are
 * put in front and a window that grows give the same offsets, at any moment a slow computer pleases; only a hand tells them apart, and no clock.
 */
export class PersonScrolls {
  private gesture: Gesture | null = null;
  private isBarHeld = false;
  /** Words are being marked, up to the edge and further; or what has the focus is brought into sight. */
  private isMarking = false;
  private isFocused = false;

  get isUpwards(): boolean {
    return this.gesture !== null || this.isBarHeld || this.isMarking || this.isFocused;
  }

  /** @returns the disposer */
  watch(scroller: HTMLElement): () => void {
    const stop = new AbortController();
    const listens = { passive: true, signal: stop.signal };
    const on = <T extends keyof HTMLElementEventMap>(type: T, listener: (event: HTMLElementEventMap[T]) => void): void =>
      scroller.addEventListener(type, listener, listens);

    on('wheel', ({ deltaY, ctrlKey }) => {
      // With that key it zooms.
      if (deltaY < 0 && !ctrlKey) this.begin(scroller);
    });
    on('touchmove', () => this.begin(scroller));
    on('keydown', ({ key, shiftKey }) => {
      if (upwards.has(key) || (key === ' ' && shiftKey)) this.begin(scroller);
    });
    on('pointerdown', (event) => {
      this.isBarHeld = isOnBar(scroller, event);
      // The middle button goes wherever the pointer goes then.
      if (this.isBarHeld || event.button === 1) this.begin(scroller);
    });
    on('pointermove', ({ buttons }) => {
      this.isMarking = buttons !== 0 && !this.isBarHeld;
    });
    on('focusin', () => this.focus());
    on('scrollend', () => this.rest(scroller));
    for (const type of ['pointerup', 'pointercancel'] as const) window.addEventListener(type, () => this.release(scroller), listens);
    return () => stop.abort();
  }

  private begin({ scrollTop: from }: HTMLElement): void {
    // What is at its top goes no further, and never tells that it has come to rest.
    if (from > 0) this.gesture = { from, rests: 0 };
  }

  /** What was on its way before may come to rest after the hand has begun, once; then nothing has moved. */
  private rest({ scrollTop }: HTMLElement): void {
    const { gesture } = this;
    if (!gesture) return;
    gesture.rests += 1;
    // The frame's last offsets may be told of after its rest.
    if (scrollTop < gesture.from || gesture.rests > 1) requestAnimationFrame(() => this.end(gesture));
  }

  private end(gesture: Gesture): void {
    if (this.gesture === gesture) this.gesture = null;
  }

  private release(scroller: HTMLElement): void {
    this.isMarking = false;
    if (!this.isBarHeld) return;
    this.isBarHeld = false;
    const { gesture } = this;
    if (gesture) afterFrames(framesToBegin, () => scroller.scrollTop >= gesture.from && this.end(gesture));
  }

  /** It is brought into sight at once: the next frame begins with the offsets of that. */
  private focus(): void {
    this.isFocused = true;
    requestAnimationFrame(() => {
      this.isFocused = false;
    });
  }
}

function isOnBar(scroller: HTMLElement, { target, offsetX }: PointerEvent): boolean {
  return target === scroller && offsetX >= scroller.clientWidth;
}

function afterFrames(frames: number, then: () => void): void {
  requestAnimationFrame(() => (frames > 1 ? afterFrames(frames - 1, then) : then()));
}
