import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from '../disk/writeDurably.ts';

const shape = z.object({
  /** When the newest feed that was ever taken was signed: an older one is not taken after it. */
  newestIssued: z.number().int().min(0).catch(0),
  /** What the app began to put in place when it quit. */
  installing: z.string().max(40).nullable().catch(null),
});
type Memory = z.infer<typeof shape>;

/** `updates.json` of the profile. What is missing or broken in it was never known. */
export class UpdateMemory {
  private readonly path: string;
  private memory: Memory | null = null;

  constructor(path: string) {
    this.path = path;
  }

  get current(): Memory {
    return (this.memory ??= read(this.path));
  }

  async put(change: Partial<Memory>): Promise<void> {
    this.memory = { ...this.current, ...change };
    await writeDurably(this.path, JSON.stringify(this.memory));
  }
}

function read(path: string): Memory {
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { newestIssued: 0, installing: null };
  }
}
