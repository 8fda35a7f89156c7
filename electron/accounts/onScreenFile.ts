import { z } from 'zod';
import { JsonFile } from '../disk/jsonFile.ts';
import type { Log } from '../log.ts';

const shape = z.strictObject({ v: z.literal(1), slug: z.string() });

/** `onScreen.json`: which of several accounts people looked at last, by its folder's name. Of a single account nothing is written. */
export class OnScreenFile {
  private readonly file: JsonFile;
  private readonly log: Log;
  private kept: string | null;

  constructor(path: string, log: Log) {
    this.file = new JsonFile(path);
    this.log = log;
    this.kept = read(this.file);
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
    const written = this.file.change(async ({ write, remove }) => {
      if (this.kept !== next) return;
      await (next === null ? remove() : write({ v: 1, slug: next }));
    });
    written.catch((cause: unknown) => this.log.fault('keeping which account is on screen', cause));
  }

  settled(): Promise<void> {
    return this.file.settled();
  }
}

function read(file: JsonFile): string | null {
  try {
    return shape.parse(file.read()).slug;
  } catch {
    return null;
  }
}
