import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Log } from '../log.ts';
import type { Profile } from '../profile.ts';

/**
 * Chromium writes its empty indexes into the folder of an erased partition once more when it quits, so the next start takes them away.
 * Only what neither a folder of accounts nor the record knows: a partition whose tokens were lost still holds somebody's keys.
 */
export function removeLeftPartitions(profile: Profile, log: Log): void {
  const partitions = dirname(profile.account('').partitionFolder);
  if (!existsSync(partitions)) return;
  const recorded = existsSync(profile.record) ? readFileSync(profile.record, 'utf8') : '';
  for (const name of readdirSync(partitions)) {
    const slug = /^acct-([0-9a-f]{16})$/.exec(name)?.[1];
    if (slug === undefined || recorded.includes(slug) || existsSync(profile.account(slug).folder)) continue;
    try {
      rmSync(join(partitions, name), { recursive: true, force: true });
      log.write('info', 'removed what was left of an erased partition');
    } catch (cause) {
      log.cause('removing what was left of an erased partition', cause);
    }
  }
}
