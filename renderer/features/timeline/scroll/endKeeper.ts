/** By then what was measured has been laid out, or is not going to be. */
const maxFrames = 60;

export interface EndKeeperParts {
  /** Takes the scroller to its end, now. */
  readonly pin: () => void;
  /** The list has another height than the scroller was given. */
  readonly isGrowing: () => boolean;
  readonly isWanted: () => boolean;
}

/**
 * Where the list grew while it was being measured, Chromium gives the scroller its new height a frame or more later; where nothing of it is
 * drawn, never. One loop of frames is enough, however often something grows: each look makes Chromium lay out everything.
 */
export class EndKeeper {
  private readonly parts: EndKeeperParts;
  private isKeeping = false;
  private framesLeft = 0;

  constructor(parts: EndKeeperParts) {
    this.parts = parts;
  }

  keep(): void {
    this.parts.pin();
    // What grows while the loop runs has as long as what began it.
    this.framesLeft = maxFrames;
    if (this.isKeeping || !this.parts.isGrowing()) return;
    this.isKeeping = true;
    this.inNextFrame();
  }

  private inNextFrame(): void {
    const { pin, isGrowing, isWanted } = this.parts;
    requestAnimationFrame(() => {
      this.framesLeft -= 1;
      if (isWanted()) pin();
      if (this.framesLeft > 0 && isWanted() && isGrowing()) this.inNextFrame();
      else this.isKeeping = false;
    });
  }
}
