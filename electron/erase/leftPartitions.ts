import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { InTurn } from '../../core/inTurn.ts';
import { writeDurably } from '../disk/writeDurably.ts';
import type { Log } from '../log.ts';
import type { Profile } from '../profile/profile.ts';

const shape = z.object({ v: z.literal(1), hashes: z.array(z.string().regex(/^[0-9a-f]{64}$/)) });

/**
 * `leftPartitions.json`: which partitions belonged to accounts that were erased since the last start, as SHA-256 of the folders' names: an
 * erase leaves not even a name.
 */
const pathIn = (profile: Profile): string => join(profile.folder, 'leftPartitions.json');
const hashOf = (folderName: string): string => createHash('sha256').update(folderName).digest('hex');

function erasedIn(profile: Profile): readonly string[] {
  try {
    return shape.parse(JSON.parse(readFileSync(pathIn(profile), 'utf8'))).hashes;
  } catch {
    return [];
  }
}

/** Several erases may be under way. */
const writes = new InTurn();

/** Chromium writes its empty indexes into the folder of an erased partition once more when it quits; the next start takes them away. */
export async function leaveForNextStart(profile: Profile, slug: string): Promise<void> {
  const hash = hashOf(basename(profile.account(slug).partitionFolder));
  await writes.run(() => writeDurably(pathIn(profile), JSON.stringify({ v: 1, hashes: [...new Set([...erasedIn(profile), hash])] })));
}

/** Only what an erase named: a partition that nobody seems to know may still hold the keys of an account whose files were lost. */
export function removeLeftPartitions(profile: Profile, log: Log): void {
  try {
    const erased = erasedIn(profile);
    const partitions = dirname(profile.account('any').partitionFolder);
    for (const name of erased.length > 0 ? namesIn(partitions) : []) {
      if (erased.includes(hashOf(name))) rmSync(join(partitions, name), { recursive: true, force: true });
    }
    rmSync(pathIn(profile), { force: true });
  } catch (cause) {
    log.fault('removing what was left of an erased partition', cause);
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
