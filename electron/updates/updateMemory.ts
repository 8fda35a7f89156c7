import { z } from 'zod';
import { JsonFile } from '../disk/jsonFile.ts';

const shape = z.object({
  /** When the newest feed that was ever taken was signed: an older one is not taken after it. */
  newestIssued: z.number().int().min(0).catch(0),
  /** What the app began to put in place when it quit. */
  installing: z.string().max(40).nullable().catch(null),
});
type Memory = z.infer<typeof shape>;

/** `updates.json` of the profile. What is missing or broken in it was never known. */
export class UpdateMemory {
  private readonly file: JsonFile;
  private memory: Memory | null = null;

  constructor(path: string) {
    this.file = new JsonFile(path);
  }

  get current(): Memory {
    return (this.memory ??= read(this.file));
  }

  async put(change: Partial<Memory>): Promise<void> {
    this.memory = { ...this.current, ...change };
    await this.file.change(({ write }) => write(this.memory));
  }
}

function read(file: JsonFile): Memory {
  try {
    return shape.parse(file.read());
  } catch {
    return { newestIssued: 0, installing: null };
  }
}
