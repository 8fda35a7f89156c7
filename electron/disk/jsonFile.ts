import { readFileSync } from 'node:fs';
import { InTurn } from '../../core/inTurn.ts';
import type { Durable } from './durable.ts';
import { removeDurably, writeDurably } from './writeDurably.ts';

export interface JsonWriter {
  /** `step` names the write where the file counts its durable steps. */
  readonly write: (value: unknown, step?: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/**
 * A file of JSON that is replaced as a whole, one change at a time, each upon the one before: two at once would share a temporary file, and
 * the later could bring back what the earlier dropped.
 */
export class JsonFile {
  private readonly path: string;
  private readonly durable: Durable | null;
  private readonly turns = new InTurn();

  constructor(path: string, durable: Durable | null = null) {
    this.path = path;
    this.durable = durable;
  }

  /** Null where there is none; throws where it cannot be read or is no JSON. What it should hold, its owner knows. */
  read(): unknown {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8'));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw cause;
    }
  }

  change(work: (file: JsonWriter) => Promise<void>): Promise<void> {
    return this.turns.run(() => work(this.writer));
  }

  settled(): Promise<void> {
    return this.turns.settled();
  }

  private readonly writer: JsonWriter = {
    write: (value, step) => {
      const action = (): Promise<void> => writeDurably(this.path, JSON.stringify(value));
      return this.durable && step !== undefined ? this.durable(step, action) : action();
    },
    remove: () => removeDurably(this.path),
  };
}
