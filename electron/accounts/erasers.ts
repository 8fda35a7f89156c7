import type { Eraser } from '../erase/eraser.ts';
import type { EntryHold } from '../erase/keyEraser.ts';

/** All erasers of this run: of every account, and of erases of earlier runs that still wait for the keychain. */
export class Erasers {
  private readonly all: Eraser[] = [];

  add(eraser: Eraser): void {
    this.all.push(eraser);
  }

  /** None of them removes the entry of this name while a sign-in writes it. */
  async holdEntry(name: string): Promise<EntryHold> {
    const held = await Promise.all(this.all.map((eraser) => eraser.holdEntry(name)));
    return {
      written: async () => void (await Promise.all(held.map(({ written }) => written()))),
      release: () => held.forEach(({ release }) => release()),
    };
  }
}
