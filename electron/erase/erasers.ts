import type { Eraser } from './eraser.ts';
import type { EntryHold } from './keyEraser.ts';

interface Held {
  readonly name: string;
  /** By each eraser, also one that came later. */
  readonly by: Promise<EntryHold>[];
}

/** All erasers of this run: of every account, and of erases of earlier runs that are finished or still wait for the keychain. */
export class Erasers {
  private readonly all: Pick<Eraser, 'holdEntry'>[] = [];
  private readonly held = new Set<Held>();
  private readonly written = new Set<string>();

  /** Before it begins, or it would know nothing of a sign-in that is writing an entry. */
  add(eraser: Pick<Eraser, 'holdEntry'>): void {
    this.all.push(eraser);
    for (const { name, by } of this.held) by.push(eraser.holdEntry(name));
  }

  /** A sign-in of this run has written an entry of this name. */
  isOfThisRun(name: string): boolean {
    return this.written.has(name);
  }

  /** None of them removes the entry of this name while a sign-in writes it. */
  async holdEntry(name: string): Promise<EntryHold> {
    const held: Held = { name, by: this.all.map((eraser) => eraser.holdEntry(name)) };
    this.held.add(held);
    await Promise.all(held.by);
    const end = async (tell: (hold: EntryHold) => Promise<void>): Promise<void> => {
      this.held.delete(held);
      await Promise.all((await Promise.all(held.by)).map(tell));
    };
    return {
      written: () => {
        this.written.add(name);
        return end((hold) => hold.written());
      },
      release: () => void end(async (hold) => hold.release()),
    };
  }
}
