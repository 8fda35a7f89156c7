import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../disk/writeDurably.ts';
import type { Log } from '../log.ts';
import type { Profile } from '../profile.ts';

const shape = z.object({ v: z.literal(1), slugs: z.array(z.string().regex(/^[0-9a-f]{16}$/)) });

/** `leftPartitions.json`: the folder names of accounts that were erased since the last start; they say nothing about anybody. */
const pathIn = (profile: Profile): string => join(profile.folder, 'leftPartitions.json');

function erasedIn(profile: Profile): readonly string[] {
  try {
    return shape.parse(JSON.parse(readFileSync(pathIn(profile), 'utf8'))).slugs;
  } catch {
    return [];
  }
}

/** Chromium writes its empty indexes into the folder of an erased partition once more when it quits; the next start takes them away. */
export async function leaveForNextStart(profile: Profile, slug: string): Promise<void> {
  await writeDurably(pathIn(profile), JSON.stringify({ v: 1, slugs: [...new Set([...erasedIn(profile), slug])] }));
}

/** Only what an erase named: a partition that nobody seems to know may still hold the keys of an account whose files were lost. */
export function removeLeftPartitions(profile: Profile, log: Log): void {
  try {
    for (const slug of erasedIn(profile)) rmSync(profile.account(slug).partitionFolder, { recursive: true, force: true });
    rmSync(pathIn(profile), { force: true });
  } catch (cause) {
    log.cause('removing what was left of an erased partition', cause);
  }
}
