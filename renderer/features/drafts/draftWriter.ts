const pauseMs = 300;

/** Writes one draft: at the first key at once, then at most every 300 ms, one write at a time, and always the last text. */
export class DraftWriter {
  text: string;
  private written: string;
  private writing: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly write: (text: string) => Promise<unknown>;

  constructor(text: string, write: (text: string) => Promise<unknown>) {
    this.text = text;
    this.written = text;
    this.write = write;
  }

  change(text: string): void {
    this.text = text;
    if (this.timer === null) this.flush();
  }

  /** Writes now what is not written yet; behind a write under way, as soon as that has ended. */
  flush(): void {
    if (this.writing || this.text === this.written) return;
    const { text } = this;
    this.rest();
    this.writing = this.write(text).then(() => {
      this.writing = null;
      this.written = text;
      if (this.timer === null) this.flush();
    });
  }

  /** Writes what is there, and resolves once it has been written. */
  async settled(): Promise<void> {
    do {
      this.flush();
      await this.writing;
    } while (this.text !== this.written);
  }

  drop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.text = this.written;
  }

  private rest(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.flush();
    }, pauseMs);
  }
}
