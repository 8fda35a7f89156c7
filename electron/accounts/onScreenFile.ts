import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { removeDurably, writeDurably } from '../disk/writeDurably.ts';
import type { Log } from '../log.ts';

const shape = z.strictObject({ v: z.literal(1), slug: z.string() });

/** `onScreen.json`: which of several accounts people looked at last, by its folder's name. Of a single account nothing is written. */
export class OnScreenFile {
  private readonly path: string;
  private readonly log: Log;
  private kept: string | null;
  private saving: Promise<unknown> = Promise.resolve();

  constructor(path: string, log: Log) {
    this.path = path;
    this.log = log;
    this.kept = read(path);
  }

  get slug(): string | null {
    return this.kept;
  }

  /** `known`: the accounts that there are; one that is gone is not named any longer. */
  remember(shown: string | null, known: readonly string[]): void {
    const last = this.kept !== null && known.includes(this.kept) ? this.kept : null;
    const next = known.length < 2 ? null : (shown ?? last);
    if (next === this.kept) return;
    this.kept = next;
    this.saving = this.saving.then(async () => {
      if (this.kept !== next) return;
      await (next === null ? removeDurably(this.path) : writeDurably(this.path, JSON.stringify({ v: 1, slug: next })));
    }).catch((cause: unknown) => this.log.cause('keeping which account is on screen', cause));
  }

  settled(): Promise<unknown> {
    return this.saving;
  }
}

function read(path: string): string | null {
  if (!existsSync(path)) return null;
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8'))).slug;
  } catch {
    return null;
  }
}
