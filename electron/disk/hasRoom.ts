import { statfs } from 'node:fs/promises';

/** With less than that left, a database cannot be opened safely. */
const leastBytes = 8_000_000;

/** Whether the disk with this folder has room for more than a few writes. Where the system does not say, it has. */
export async function hasRoom(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize >= leastBytes;
  } catch {
    return true;
  }
}
