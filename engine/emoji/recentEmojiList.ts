import { readRecentEmoji, withUse, type RecentEmoji } from '../../core/features/emoji/recentEmoji.ts';

/** Where the list lies for all devices of the account. */
export interface RecentEmojiAtServer {
  /** As the last sync has it; undefined: there is none. */
  known(): unknown;
  /** As the server has it now. */
  read(): Promise<unknown>;
  write(content: { readonly recent_emoji: readonly RecentEmoji[] }): Promise<void>;
}

/** What was used here is shown at once, and written when it can be, over what other devices have written meanwhile. */
export class RecentEmojiList {
  private kept: readonly RecentEmoji[] = [];
  private unwritten: readonly string[] = [];
  private writing = false;
  private readonly server: RecentEmojiAtServer;
  private readonly tell: (list: readonly RecentEmoji[]) => void;
  private readonly failed: (cause: unknown) => void;

  constructor(server: RecentEmojiAtServer, tell: (list: readonly RecentEmoji[]) => void, failed: (cause: unknown) => void) {
    this.server = server;
    this.tell = tell;
    this.failed = failed;
  }

  /** Another device has used some, or it is the start. */
  hear(): void {
    const content = this.server.known();
    if (content === undefined) return;
    this.kept = readRecentEmoji(content);
    this.show();
  }

  use(emoji: string): void {
    this.unwritten = [...this.unwritten, emoji];
    this.show();
    this.write();
  }

  /** One at a time; what fails waits for the next time. */
  write(): void {
    if (this.writing || this.unwritten.length === 0) return;
    this.writing = true;
    this.writeOnce()
      .catch(this.failed)
      .finally(() => (this.writing = false));
  }

  private async writeOnce(): Promise<void> {
    while (this.unwritten.length > 0) {
      const uses = this.unwritten;
      const kept = uses.reduce(withUse, readRecentEmoji(await this.server.read()));
      await this.server.write({ recent_emoji: kept });
      this.kept = kept;
      this.unwritten = this.unwritten.slice(uses.length);
    }
  }

  private show(): void {
    this.tell(this.unwritten.reduce(withUse, this.kept));
  }
}
